import { readdirSync, readFileSync } from 'node:fs';
import type { Transition } from '../../../domain/signal/signal.ts';
import { parseIntake } from '../../../events/intake/parse-intake.ts';
import type { IntakeContext } from '../../../events/intake/reading.ts';

/** 20 November 2026, 03:04:15 UTC: five seconds after the samples. */
export const receivedAtMs = Date.UTC(2026, 10, 20, 3, 4, 15);

export const context: IntakeContext = { receivedAtMs, ownAlarmPrefix: 'tocsin-test-', accounts: [] };

export const atUtc = (time: string): number => Date.parse(`2026-11-20T${time}Z`);

const samplesFolder = new URL('../../../events/samples/', import.meta.url);

export const sampleNames: readonly string[] = readdirSync(samplesFolder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

export const sampleText = (name: string): string =>
  readFileSync(new URL(`${name}.json`, samplesFolder), 'utf8');

export interface SampleEvent {
  'detail-type': string;
  source: string;
  detail: Record<string, unknown>;
  [field: string]: unknown;
}

/** A copy of a sample, for a test to change. */
export const sampleEvent = (name: string): SampleEvent => JSON.parse(sampleText(name));

export const event = (detailType: string, source: string, detail: unknown, more: object = {}): string =>
  JSON.stringify({
    version: '0',
    id: '5f7e0c2a-9b1d-4c3e-8f60-71a2b3c4d5e6',
    'detail-type': detailType,
    source,
    account: '111122223333',
    time: '2026-11-20T03:04:10Z',
    region: 'eu-west-1',
    resources: [],
    detail,
    ...more,
  });

/** The one transition that a message must come to. */
export const transitionOf = (body: string, within: IntakeContext = context): Transition => {
  const parsed = parseIntake(body, within);
  const [transition] = parsed.transitions;
  if (transition === undefined || parsed.transitions.length > 1) {
    throw new Error(`Expected one transition, not ${JSON.stringify(parsed)}.`);
  }
  return transition;
};

/** The reason for which a message is set aside; fails where it is not. */
export const ignoredReason = (body: string, within: IntakeContext = context): string => {
  const parsed = parseIntake(body, within);
  const [found] = parsed.ignored;
  if (found === undefined || parsed.transitions.length > 0) {
    throw new Error(`Expected an ignored event, not ${JSON.stringify(parsed)}.`);
  }
  return found.reason;
};

/** `reason` and `field` of what cannot be decided on. */
export const undecidedOf = (
  body: string,
  within: IntakeContext = context,
): readonly [string, string | undefined] => {
  const [found] = parseIntake(body, within).undecided;
  if (found === undefined) throw new Error(`Expected an undecided event: ${body.slice(0, 200)}`);
  return [found.reason, found.field];
};
