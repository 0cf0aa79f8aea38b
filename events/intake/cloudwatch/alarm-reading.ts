import type { Signal, SignalState, Transition } from '../../../domain/signal/signal.ts';
import { buildArn, parseArn } from '../arn.ts';
import {
  boundedId,
  cut,
  factsOf,
  fitTransition,
  line,
  MAX_DESCRIPTION,
  MAX_NAME,
  MAX_REASON,
  MAX_RESOURCES,
} from '../bounds.ts';
import { type IntakeContext, ignored, missingField, type Reading, undecided } from '../reading.ts';
import { momentOf, parseTimestamp } from '../timestamp.ts';
import { type Watched, withUnit } from './alarm-metrics.ts';
import { type AlarmReason, readReason } from './alarm-reason.ts';

/** A CloudWatch alarm's change, from any of its four ways in. */
export interface AlarmParts {
  readonly name: string | undefined;
  /** Where name and state stand in the message, for errors. */
  readonly fields: { readonly name: string; readonly state: string };
  readonly arn: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly description: string | undefined;
  readonly state: string | undefined;
  /** The state before the change. Contributors and new alarms have none. */
  readonly previousState?: string | undefined;
  readonly reason: string | undefined;
  readonly reasonData?: string | undefined;
  /** The reason of the state before: its wording names the comparison too. */
  readonly previousReason?: string | undefined;
  /** ARN of a scaling policy among the alarm's actions, where they tell nobody. */
  readonly scalingPolicy?: string | undefined;
  readonly operator?: string | undefined;
  readonly threshold?: number | undefined;
  readonly suppressedBy?: string | undefined;
  /** Times of the change, best first. */
  readonly times: readonly (string | undefined)[];
  readonly watched: Watched;
  readonly alarmRule?: string | undefined;
  /** ARNs of a composite alarm's children, where the message lists them. */
  readonly children?: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly tagsStatus?: string | undefined;
  readonly evaluationState?: string | undefined;
  readonly mute?:
    | { readonly mutedByArn?: string | undefined; readonly muteWindowEnd?: string | undefined }
    | undefined;
  readonly contributor?:
    | { readonly id: string; readonly attributes: Readonly<Record<string, string>> }
    | undefined;
}

const states: readonly SignalState[] = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];

const stateOf = (text: string | undefined): SignalState | undefined =>
  states.find((known) => known === text?.trim().toUpperCase());

/** Whether a name is one of this stack's own alarms (no loops: docs/architecture.md, The way of an alarm). */
const isOwnAlarm = (name: string, context: IntakeContext): boolean =>
  context.ownAlarmPrefix !== '' && name.startsWith(context.ownAlarmPrefix);

/**
 * The alarm's ARN. Very old SNS messages lack it: then it is put together, and where that fails the name stands for
 * it.
 */
const alarmId = (name: string, parts: AlarmParts): string => {
  if (parseArn(parts.arn) !== undefined) return parts.arn ?? '';
  const { account, region } = parts;
  if (account !== undefined && region !== undefined)
    return buildArn('cloudwatch', region, account, `alarm:${name}`);
  return account === undefined ? `alarm:${name}` : `alarm:${account}:${name}`;
};

/** Name, account, region and id of the alarm, or of its contributor. */
const alarmIdentity = (
  name: string,
  parts: AlarmParts,
): Pick<Signal, 'id' | 'name' | 'account' | 'region'> => {
  const arn = parseArn(parts.arn);
  const id = alarmId(name, parts);
  return {
    id: boundedId(parts.contributor === undefined ? id : `${id}#${parts.contributor.id}`),
    name: line(name, MAX_NAME),
    account: line(arn?.accountId || parts.account || '', 32),
    region: line(arn?.region || parts.region || '', 32),
  };
};

const contributorFacts = (parts: AlarmParts): Record<string, string | undefined> => ({
  contributor: parts.contributor?.id,
  ...Object.fromEntries(
    Object.entries(parts.contributor?.attributes ?? {})
      .slice(0, 10)
      .map(([name, value]) => [`attribute.${line(name, 64)}`, value]),
  ),
});

const mutedOf = (parts: AlarmParts): Transition['muted'] => {
  const untilMs = parseTimestamp(parts.mute?.muteWindowEnd);
  // A mute window without a readable end would hold the page for ever: when in doubt, page.
  return untilMs === undefined ? undefined : { by: line(parts.mute?.mutedByArn ?? 'unknown', 256), untilMs };
};

const signalOfAlarm = (name: string, parts: AlarmParts, reason: AlarmReason): Signal => ({
  ...alarmIdentity(name, parts),
  kind: parts.contributor === undefined ? 'alarm' : 'contributor',
  ...(parts.description === undefined ? {} : { description: cut(parts.description, MAX_DESCRIPTION) }),
  tags: parts.tags,
  metrics: withUnit(parts.watched, reason.unit).metrics,
  expressions: parts.watched.expressions,
  ...(parts.alarmRule === undefined ? {} : { alarmRule: cut(parts.alarmRule, MAX_DESCRIPTION) }),
  resources: [...new Set([...reason.triggeringAlarms, ...(parts.children ?? [])])].slice(0, MAX_RESOURCES),
  facts: factsOf({
    evaluationState: parts.evaluationState,
    scalingPolicy: parts.scalingPolicy,
    tagsStatus: parts.tagsStatus === 'SUCCESS' ? undefined : parts.tagsStatus,
    muteWindow:
      parts.mute !== undefined && mutedOf(parts) === undefined ? 'end unknown, not muted' : undefined,
    ...contributorFacts(parts),
  }),
});

/** Onset is the first data point of the breach, never later than the change itself. */
const onsetOf = (reason: AlarmReason, state: SignalState, atMs: number): Pick<Transition, 'onsetAtMs'> =>
  state !== 'ALARM' || reason.onsetAtMs === undefined ? {} : { onsetAtMs: Math.min(reason.onsetAtMs, atMs) };

/**
 * The reading of an alarm's change: a transition, ignored as `own-alarm`, or undecided as `missing-field` or
 * `unknown-state`.
 */
export const alarmReading = (parts: AlarmParts, context: IntakeContext): Reading => {
  const { name, fields } = parts;
  if (name === undefined) return missingField(fields.name, "the alarm's name");
  if (isOwnAlarm(name, context)) return ignored('own-alarm', name);
  if (parts.state === undefined) return missingField(fields.state, states.join(', '));
  const state = stateOf(parts.state);
  if (state === undefined) {
    return undecided(
      'unknown-state',
      `${fields.state} is "${line(parts.state, 40)}"; expected ${states.join(', ')}.`,
      fields.state,
    );
  }
  const reason = readReason({ ...parts, state });
  const atMs = momentOf(context, ...parts.times);
  const muted = mutedOf(parts);
  const previousState = stateOf(parts.previousState);
  const transition: Transition = {
    signal: signalOfAlarm(name, parts, reason),
    state,
    ...(previousState === undefined ? {} : { previousState }),
    atMs,
    ...(reason.value === undefined ? {} : { value: reason.value }),
    ...(reason.threshold === undefined ? {} : { threshold: reason.threshold }),
    ...(reason.comparison === undefined ? {} : { comparison: reason.comparison }),
    ...(reason.missingData === undefined ? {} : { missingData: reason.missingData }),
    ...onsetOf(reason, state, atMs),
    ...(parts.reason === undefined ? {} : { reason: line(parts.reason, MAX_REASON) }),
    ...(parts.suppressedBy === undefined ? {} : { suppressedBy: line(parts.suppressedBy, 64) }),
    ...(muted === undefined ? {} : { muted }),
  };
  return { kind: 'transition', transition: fitTransition(transition) };
};
