import type { Configuration } from '../kernel/configuration.ts';
import type { AlarmItem } from '../signal/alarm-item.ts';
import type { Signal, Transition } from '../signal/signal.ts';
import { parentOf } from '../signal/signal-record.ts';
import { alarmsNamedIn } from './alarm-rule.ts';
import { namedService } from './correlate.ts';
import { isSecurityKey } from './correlation-key.ts';

/** CloudWatch User Guide, "Combining alarms": a composite alarm watches at most 100 alarms. */
const MAX_CHILDREN = 100;

/** A composite alarm: it sums up the alarms that its rule names, of its own account and region. */
export const isComposite = ({ alarmRule }: Signal): boolean => alarmRule !== undefined;

/** Ids of the alarms that a composite alarm names, those that set it off first. */
export const childrenOf = ({ id, alarmRule, resources }: Signal): readonly string[] => {
  if (alarmRule === undefined) return [];
  const prefix = /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/.exec(id)?.[0] ?? 'alarm:';
  const named = alarmsNamedIn(alarmRule).map((name) => (name.startsWith('arn:') ? name : `${prefix}${name}`));
  return [...new Set([...resources, ...named])].filter((child) => child !== id).slice(0, MAX_CHILDREN);
};

/** The alarm item that says which composite alarm named this alarm last, and where that stands. */
export const pointerId = (childId: string): string => `composite-of:${childId}`;

/** What the pointer of an alarm says once a composite alarm that names it stands there. */
export const pointerTo = (composite: AlarmItem, childId: string): AlarmItem => {
  const { transition, order, key, generation } = composite;
  const { id, kind, name, account, region, tags } = transition.signal;
  return {
    signalId: pointerId(childId),
    order,
    active: true,
    transition: {
      signal: {
        id,
        kind,
        name,
        account,
        region,
        tags,
        metrics: [],
        expressions: [],
        resources: [],
        facts: {},
      },
      state: transition.state,
      atMs: transition.atMs,
    },
    ...(key === undefined ? {} : { key }),
    ...(generation === undefined ? {} : { generation }),
  };
};

/** Alarm items by which a signal may find its incident: the alarms it names, or the composite alarm that names it. */
export const kinOf = (signal: Signal): readonly string[] => {
  if (signal.kind !== 'alarm' && signal.kind !== 'contributor') return [];
  const alarmId = parentOf({ signalId: signal.id, kind: signal.kind }) ?? signal.id;
  return [...childrenOf(signal), pointerId(alarmId)];
};

/**
 * Whether a signal may join the incident in which its kin stands, as far as services say. Security never joins
 * availability, and two services that the team names stay two. `standsWith`: the service that the team names for that
 * incident, if any.
 */
export const mayJoinKin = (
  { signal }: Transition,
  key: string,
  kin: AlarmItem,
  configuration: Configuration,
  standsWith?: string,
): boolean => {
  if (kin.key === undefined || isSecurityKey(kin.key) !== isSecurityKey(key)) return false;
  const mine = namedService(signal, configuration);
  const theirs = standsWith ?? namedService(kin.transition.signal, configuration);
  return mine === undefined || theirs === undefined || mine === theirs;
};
