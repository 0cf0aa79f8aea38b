import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import type { SignalRecord } from '../../domain/signal/signal-record.ts';

/** Whether a signal may be written over what is there: newer, or ending what is active at the same order. */
export const isNewer = (stored: SignalRecord | undefined, record: SignalRecord): boolean =>
  stored === undefined ||
  stored.order < record.order ||
  (stored.order === record.order && stored.active && !record.active);

/** Whether the alarm item is still as it was read. The muted transition follows from the order. */
export const hasSameState = (stored: AlarmItem | undefined, read: AlarmItem | undefined): boolean =>
  stored === undefined || read === undefined
    ? stored === read
    : stored.order === read.order &&
      stored.active === read.active &&
      stored.key === read.key &&
      stored.generation === read.generation &&
      stored.moves === read.moves &&
      stored.moves === read.moves &&
      stored.mutedUntilMs === read.mutedUntilMs;
