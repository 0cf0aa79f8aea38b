import { change, type Draft } from '../incident/draft.ts';
import type { Incident } from '../incident/incident.ts';
import { quietUntil } from './quiet-hours.ts';

/** Quiet hours follow one another at most once a day of the week. */
const MOST_IN_A_ROW = 8;

/**
 * Until when quiet hours hold back what would go out at `atMs`, epoch ms; undefined: nothing holds it back. They cover
 * SEV3 and SEV4. docs/requirements.md, Quiet hours.
 */
export const heldUntil = ({ escalation, severity }: Incident, atMs: number): number | undefined => {
  const quiet = escalation.policy.quietHours;
  if (quiet === undefined || severity === 'SEV1' || severity === 'SEV2') return undefined;
  let untilMs: number | undefined;
  for (let n = 0; n < MOST_IN_A_ROW; n++) {
    const endMs = quietUntil(quiet, untilMs ?? atMs);
    if (endMs === undefined) return untilMs;
    untilMs = endMs;
  }
  return untilMs;
};

/** This moment, or the end of the quiet hours that hold back what is due then. Epoch ms. */
export const outsideQuietHours = (incident: Incident, atMs: number): number =>
  heldUntil(incident, atMs) ?? atMs;

/**
 * When the response clock starts: the opening, or the first page where quiet hours held that back. Epoch ms.
 * docs/requirements.md, Clocks.
 */
export const responseStartMs = ({ openedAtMs, responseFromMs }: Incident): number =>
  responseFromMs ?? openedAtMs;

/** Quiet hours hold the first page back until then: the response clock starts with it. */
export const holdResponse = (draft: Draft, untilMs: number): void => {
  if (nobodyWasPaged(draft.incident)) change(draft, { responseFromMs: untilMs });
};

/** The first page goes out: what quiet hours held back is over. */
export const startResponse = (draft: Draft): void => {
  const { incident, context } = draft;
  if (incident.responseFromMs === undefined || !nobodyWasPaged(incident)) return;
  const { updates } = incident;
  const nextAtMs = Math.min(updates.nextAtMs, context.nowMs + context.configuration.clocks.updateEveryMs);
  change(draft, { responseFromMs: context.nowMs, updates: { ...updates, nextAtMs } });
};

const nobodyWasPaged = ({ firstPagedAtMs, escalation }: Incident): boolean =>
  firstPagedAtMs === undefined && escalation.paged.length === 0;
