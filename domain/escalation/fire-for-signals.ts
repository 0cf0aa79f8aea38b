import { change, type Draft } from '../incident/draft.ts';
import type { Arrival } from '../signal/arrival.ts';
import type { SignalRecord } from '../signal/signal-record.ts';
import { fire } from './triggers.ts';
import { triggersOf } from './triggers-of.ts';

/** Fires what severity and scenario alone ask for. docs/requirements.md, "Whom the triggers page". */
export const fireAtOnce = (draft: Draft): void => {
  if (draft.incident.scenario === 'security') fire(draft, 'security-incident');
  if (draft.incident.severity === 'SEV1') fire(draft, 'became-sev1');
};

/** Fires what signals ask for: their own triggers, several components, several scaling failures. */
export const fireForSignals = (draft: Draft, arrivals: readonly Arrival[]): void => {
  for (const { transition, classification, record } of arrivals) {
    for (const trigger of triggersOf(transition, classification)) fire(draft, trigger);
    if (transition.signal.kind === 'scaling') countScalingFailure(draft, record);
  }
  if (draft.incident.components.length > 1) fire(draft, 'several-components');
};

/** "Multiple scaling failures" (scenario 4): a second one, not a second copy of the first. */
const countScalingFailure = (draft: Draft, { signalId, order }: SignalRecord): void => {
  const failure = `${signalId}@${order}`;
  const { scalingFailure } = draft.incident;
  if (scalingFailure === undefined) change(draft, { scalingFailure: failure });
  else if (scalingFailure !== failure) fire(draft, 'several-scaling-failures');
};
