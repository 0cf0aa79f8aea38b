import type { DomainEvent } from '../../domain/incident/domain-event.ts';
import type { Entry } from '../../domain/incident/entry.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import type { SignalRecord } from '../../domain/signal/signal-record.ts';
import type { World } from '../behaviour/world.ts';

/**
 * What must be the same with and without a fault. Left out or made coarser, and why:
 * - times (`…Ms`): recovery takes up to two minutes, so only whether they are set counts;
 * - `version`, commit ids, and versions within ids of notices and events: recovery needs commits of its own;
 * - repeats of a message with the same id: delivery is at least once (counted apart, by `repeatsOf`);
 * - how often a service was examined: that goes by the clock, and most of these runs are lost. What was found counts;
 * - the order of timelines and of lists that only grow (who was told, what was paged): two commits may change places.
 */
export const finalRecord = ({ incidents, signals, entries, alarms, slots, published, emitted }: Facts) => ({
  incidents: incidents.map((incident) => ({
    ...asRecord(incident),
    flaps: incident.flaps,
    told: [...incident.told].sort(),
    components: [...incident.components].sort(),
    paged: [...incident.escalation.paged].sort(),
  })),
  signals: signals.map((some) => some.map(withoutTimes).sort(byText)),
  timelines: entries.map((some) =>
    some.map(({ kind, reason, by, text }) => `${kind} ${reason ?? '-'} ${by}: ${text}`).sort(),
  ),
  alarms: alarms.map(withoutTimes).sort(byText),
  slots: [...slots].sort(),
  notices: [...new Set(published.map(({ id }) => id))].map(withoutVersion).sort(),
  events: [...new Map(emitted.map((event) => [event.id, event])).values()]
    .filter(({ type }) => type !== 'incident.triage-requested')
    .map(({ id, type, by, reason }) => `${id.split('@')[0]} ${type} ${reason ?? '-'} ${by}`)
    .sort(),
});

/** What a run left behind: signals and entries by incident, in their order. */
export interface Facts {
  readonly incidents: readonly Incident[];
  readonly signals: readonly (readonly SignalRecord[])[];
  readonly entries: readonly (readonly Entry[])[];
  readonly alarms: readonly AlarmItem[];
  readonly slots: readonly (readonly [string, number])[];
  readonly published: readonly { readonly id: string }[];
  readonly emitted: readonly DomainEvent[];
}

export const factsOf = ({ records, publisher, bus }: World): Facts => {
  const incidents = [...records.incidents.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    incidents,
    signals: incidents.map(({ id }) => [...records.signalsOf(id).values()]),
    entries: incidents.map(({ id }) => [...records.entriesOf(id).values()]),
    alarms: [...records.alarms.values()],
    slots: [...records.slots],
    published: publisher.published,
    emitted: bus.emitted,
  };
};

type FinalRecord = ReturnType<typeof finalRecord>;

/** Without what the order of two messages decides (I6): the timeline, and how often clearing was taken back. */
export const withoutOrder = (record: FinalRecord): FinalRecord => ({
  ...record,
  incidents: record.incidents.map((incident) => ({ ...incident, flaps: 0 })),
  timelines: [],
});

/** Lines that one record has and the other has not; undefined where they are the same. */
export const differenceOf = (wanted: FinalRecord, found: FinalRecord): string | undefined => {
  const linesOf = (record: FinalRecord) => JSON.stringify(record, null, 1).split('\n');
  const [before, after] = [linesOf(wanted), linesOf(found)];
  if (before.join('\n') === after.join('\n')) return undefined;
  const missing = before.filter((line) => !after.includes(line)).map((line) => `-${line.trim()}`);
  const added = after.filter((line) => !before.includes(line)).map((line) => `+${line.trim()}`);
  return [...missing, ...added].slice(0, 12).join(' ') || 'the same lines in another number or order';
};

/** Publishes of each notice beyond the first. */
export const repeatsOf = (published: readonly { readonly id: string }[]): number[] =>
  [...Map.groupBy(published, ({ id }) => id).values()].map((all) => all.length - 1);

/** Why events were ignored. A redelivered copy may add reasons, so a fault never takes one away (I1). */
export const ignoredOf = (world: World): string[] =>
  [...world.records.ignored.values()].map(({ subject, order, reason }) => `${subject} ${order} ${reason}`);

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const withoutVersion = (noticeId: string): string =>
  noticeId.replace(/\.(update|mitigation|resolution|stakeholders|by-hand)-\d+\./, '.$1.');

const asRecord = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !['version', 'commitId', 'earlierCommitIds', 'paged'].includes(name))
      .map(([name, member]): [string, unknown] => [name, memberOf(name, member)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const withoutTimes = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutTimes);
  return value !== null && typeof value === 'object' ? withoutDeclaredAt(asRecord(value)) : value;
};

/** A declaration's order is the time at which it was declared: later when a person has to ask again. */
const withoutDeclaredAt = (record: Record<string, unknown>): Record<string, unknown> =>
  String(record['signalId']).startsWith('declaration:') ? { ...record, order: 'set', joined: 'set' } : record;

const foundOf = (triage: unknown): unknown =>
  triage !== null && typeof triage === 'object' && 'text' in triage ? triage.text : 'asked for';

const memberOf = (name: string, member: unknown): unknown => {
  if (name.endsWith('Ms')) return 'set';
  if (name === 'triage') return foundOf(member);
  if (name === 'triggers' && member !== null && typeof member === 'object') return Object.keys(member).sort();
  return withoutTimes(member);
};
