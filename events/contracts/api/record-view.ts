import type { KeptEntry } from '../../../domain/incident/entry.ts';
import { timeOfOrder } from '../../../domain/signal/order.ts';
import type { SignalRecord } from '../../../domain/signal/signal-record.ts';
import type { EntryAnswer, SignalAnswer } from './incidents.ts';
import { isoTime } from './values.ts';

/** One line of the timeline as the API answers it. */
export const viewEntry = ({ id, atMs, kind, reason, by, text }: KeptEntry): EntryAnswer => ({
  id,
  at: isoTime(atMs),
  kind,
  ...(reason === undefined ? {} : { reason }),
  by,
  text,
});

/** One signal as the API answers it. */
export const viewSignal = (record: SignalRecord): SignalAnswer => ({
  id: record.signalId,
  name: record.name,
  kind: record.kind,
  state: record.state,
  active: record.active,
  component: record.component,
  ...(record.activeSinceMs === undefined ? {} : { since: isoTime(record.activeSinceMs) }),
  at: isoTime(timeOfOrder(record.order)),
  reason: record.reason,
});
