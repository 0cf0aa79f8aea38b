import { withDue } from '../../domain/incident/due-time.ts';
import type { Entry } from '../../domain/incident/entry.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import { timeOfOrder } from '../../domain/signal/order.ts';
import type { SignalRecord } from '../../domain/signal/signal-record.ts';
import type { Due, Heads, IgnoredEvent, IncidentStore, Remain } from '../../protocol/ports/record.ts';
import { copy } from './copy.ts';
import { mergeIncident } from './merge-incident.ts';
import { hasSameState, isNewer } from './order-rules.ts';
import type { MemoryRecords } from './records.ts';

/** A write to an index, before it is made and while its condition holds: the item as it is and as it will be. */
export type Write =
  | { readonly kind: 'incident'; readonly before: Incident | undefined; readonly after: Incident }
  | { readonly kind: 'alarm'; readonly before: AlarmItem | undefined; readonly after: AlarmItem };

/** Throws to refuse the write, which then takes no effect. */
export type Admit = (write: Write) => void;

/** The record in memory, for tests and the simulator: one shard, every answer a deep copy, no clock of its own. */
export const createMemoryIncidentStore = (
  records: MemoryRecords,
  admit: Admit = () => undefined,
): IncidentStore => ({
  readHeads: async (wanted) => readHeads(records, wanted),
  read: async (incidentId) => copy(records.incidents.get(incidentId)),
  readAlarm: async (signalId) => copy(records.alarms.get(signalId)),
  create: async (incident) => {
    if (records.incidents.has(incident.id)) return false;
    writeIncident(records, admit, copy(incident));
    return true;
  },
  commit: async (before, after) => commit(records, admit, before, after),
  finishEffects: async (incidentId, done, at) => finishEffects(records, admit, incidentId, done, at),
  raiseSlot: async (key, generation) => {
    records.slots.set(key, Math.max(generation, records.slots.get(key) ?? generation));
  },
  putAlarm: async (before, after) => {
    const stored = records.alarms.get(after.signalId);
    if (!hasSameState(stored, before)) return false;
    admit({ kind: 'alarm', before: stored, after });
    records.alarms.set(after.signalId, copy(after));
    return true;
  },
  putSignal: async (incidentId, record) => putSignal(records, incidentId, record),
  standing: async (incidentId, limit) => copy(activeOf(records, incidentId).slice(0, limit)),
  countSignals: async (incidentId, cap) => ({
    active: Math.min(cap, activeOf(records, incidentId).length),
    total: Math.min(cap, records.signalsOf(incidentId).size),
  }),
  appendEntries: async (incidentId, version, entries) => appendEntries(records, incidentId, version, entries),
  readPages: async (minuteMs) => new Map(records.pages.get(minuteMs)),
  countPages: async (minuteMs, pages) => {
    const counted = new Map(records.pages.get(minuteMs));
    for (const [audience, count] of pages) counted.set(audience, (counted.get(audience) ?? 0) + count);
    records.pages.set(minuteMs, counted);
  },
  due: async (nowMs, limit) => due(records, nowMs, limit),
  dueLater: async (nowMs, limit) => dueLater(records, nowMs, limit),
  remains: async (incidentId, limit) => remainsOf(records, incidentId).slice(0, limit),
  remove: async (incidentId, remains) => {
    for (const { place, signalId } of remains) {
      if (signalId === undefined) records.entriesOf(incidentId).delete(place);
      else records.signalsOf(incidentId).delete(signalId);
    }
  },
  recordIgnored: async (events) => recordIgnored(records, events),
});

const readHeads = (records: MemoryRecords, wanted: Parameters<IncidentStore['readHeads']>[0]): Heads => ({
  slots: pick(records.slots, wanted.keys),
  alarms: pick(records.alarms, wanted.signalIds),
  incidents: pick(records.incidents, wanted.incidentIds),
  pages: new Map(records.pages.get(wanted.pagesOfMs ?? Number.NaN)),
});

const pick = <T>(from: ReadonlyMap<string, T>, names: readonly string[]): ReadonlyMap<string, T> => {
  const found = new Map<string, T>();
  for (const name of names) {
    const value = from.get(name);
    if (value !== undefined) found.set(name, copy(value));
  }
  return found;
};

const writeIncident = (records: MemoryRecords, admit: Admit, incident: Incident): void => {
  admit({ kind: 'incident', before: records.incidents.get(incident.id), after: incident });
  records.incidents.set(incident.id, incident);
};

const commit = (records: MemoryRecords, admit: Admit, before: Incident, after: Incident): boolean => {
  const stored = records.incidents.get(before.id);
  if (stored?.version !== before.version) return false;
  const merged = mergeIncident(stored, before, after);
  if (merged === undefined) return false;
  writeIncident(records, admit, merged);
  return true;
};

const finishEffects = (
  records: MemoryRecords,
  admit: Admit,
  incidentId: string,
  done: readonly string[],
  at: Parameters<IncidentStore['finishEffects']>[2],
): void => {
  const stored = records.incidents.get(incidentId);
  if (stored === undefined) return;
  const outbox = Object.fromEntries(Object.entries(stored.outbox).filter(([id]) => !done.includes(id)));
  const firstPagedAtMs = stored.firstPagedAtMs ?? at.firstPagedAtMs;
  const cleared = { ...stored, outbox, ...(firstPagedAtMs === undefined ? {} : { firstPagedAtMs }) };
  writeIncident(records, admit, stored.version === at.version ? withDue(cleared, at.due) : cleared);
};

const putSignal = (records: MemoryRecords, incidentId: string, record: SignalRecord): boolean => {
  const signals = records.signalsOf(incidentId);
  if (!isNewer(signals.get(record.signalId), record)) return false;
  const { activeSinceMs, ...rest } = record;
  const activeSince = record.active ? { activeSinceMs: activeSinceMs ?? timeOfOrder(record.order) } : {};
  signals.set(record.signalId, copy({ ...rest, ...activeSince }));
  return true;
};

const activeOf = (records: MemoryRecords, incidentId: string): readonly SignalRecord[] =>
  [...records.signalsOf(incidentId).values()]
    .filter((record) => record.active)
    .sort((a, b) => (a.activeSinceMs ?? 0) - (b.activeSinceMs ?? 0));

const appendEntries = (
  records: MemoryRecords,
  incidentId: string,
  version: number,
  entries: readonly Entry[],
): void => {
  const timeline = records.entriesOf(incidentId);
  entries.forEach((entry, n) => {
    timeline.set(`${String(version).padStart(10, '0')}#${String(n).padStart(3, '0')}`, copy(entry));
  });
};

const dueIncidents = (records: MemoryRecords, nowMs: number, canWait: boolean): Due[] =>
  [...records.incidents.values()].flatMap(({ id, dueAtMs, dueCanWait = false }) =>
    dueAtMs !== undefined && dueAtMs <= nowMs && dueCanWait === canWait
      ? [{ kind: 'incident', incidentId: id, dueAtMs }]
      : [],
  );

const dueLater = (records: MemoryRecords, nowMs: number, limit: number): readonly Due[] =>
  dueIncidents(records, nowMs, true)
    .sort((a, b) => a.dueAtMs - b.dueAtMs)
    .slice(0, limit);

const remainsOf = (records: MemoryRecords, incidentId: string): readonly Remain[] => [
  ...[...records.entriesOf(incidentId).keys()].map((place) => ({ place })),
  ...[...records.signalsOf(incidentId).keys()].map((signalId) => ({ place: signalId, signalId })),
];

const due = (records: MemoryRecords, nowMs: number, limit: number): readonly Due[] => {
  const found = dueIncidents(records, nowMs, false);
  for (const { signalId, mutedUntilMs } of records.alarms.values()) {
    if (mutedUntilMs !== undefined && mutedUntilMs <= nowMs)
      found.push({ kind: 'alarm', signalId, dueAtMs: mutedUntilMs });
  }
  return found.sort((a, b) => a.dueAtMs - b.dueAtMs).slice(0, limit);
};

const recordIgnored = (records: MemoryRecords, events: readonly IgnoredEvent[]): void => {
  for (const event of events) {
    const identity = [event.atMs, event.subject, event.order, event.reason, event.incidentId];
    records.ignored.set(JSON.stringify(identity), copy(event));
  }
};
