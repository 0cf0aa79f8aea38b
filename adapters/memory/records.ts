import type { Entry } from '../../domain/incident/entry.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import type { SignalRecord } from '../../domain/signal/signal-record.ts';
import type { Finding } from '../../domain/triage/finding.ts';
import type { Judgement } from '../../domain/triage/judgement.ts';
import type { ApiToken } from '../../protocol/ports/access.ts';
import type { IgnoredEvent } from '../../protocol/ports/record.ts';

/** Everything that the memory store and its queries share. Tests may look into it. */
export interface MemoryRecords {
  readonly incidents: Map<string, Incident>;
  readonly alarms: Map<string, AlarmItem>;
  readonly slots: Map<string, number>;
  readonly ignored: Map<string, IgnoredEvent>;
  /** By the minute's beginning (epoch ms), then by audience. */
  readonly pages: Map<number, ReadonlyMap<string, number>>;
  /** By hash. */
  readonly tokens: Map<string, ApiToken>;
  readonly secrets: Map<string, string>;
  /** By signal id. */
  signalsOf(incidentId: string): Map<string, SignalRecord>;
  /** By run and id. */
  findingsOf(incidentId: string): Map<string, Finding>;
  /** By run. */
  judgementsOf(incidentId: string): Map<number, Judgement>;
  /** By zero-padded version and position. */
  entriesOf(incidentId: string): Map<string, Entry>;
}

/** An empty record. */
export const createMemoryRecords = (): MemoryRecords => {
  const signals = new Map<string, Map<string, SignalRecord>>();
  const entries = new Map<string, Map<string, Entry>>();
  const findings = new Map<string, Map<string, Finding>>();
  const judgements = new Map<string, Map<number, Judgement>>();
  return {
    incidents: new Map(),
    alarms: new Map(),
    slots: new Map(),
    ignored: new Map(),
    pages: new Map(),
    tokens: new Map(),
    secrets: new Map(),
    signalsOf: (incidentId) => within(signals, incidentId),
    entriesOf: (incidentId) => within(entries, incidentId),
    findingsOf: (incidentId) => within(findings, incidentId),
    judgementsOf: (incidentId) => within(judgements, incidentId),
  };
};

const within = <K, T>(maps: Map<string, Map<K, T>>, name: string): Map<K, T> => {
  const found = maps.get(name) ?? new Map<K, T>();
  maps.set(name, found);
  return found;
};
