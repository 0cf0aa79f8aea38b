import { itemOfIncident } from '../../../adapters/dynamodb/incident-item.ts';
import { alarmKey, incidentPk, pageCountKey, shardOf, slotKey } from '../../../adapters/dynamodb/keys.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { AlarmItem } from '../../../domain/signal/alarm-item.ts';
import type { PortCall } from '../../faults/port-calls.ts';

/** What one call asks of the table or of one of its indexes, in request units. */
export interface Charge {
  readonly of: 'table' | 'due' | 'open' | 'history' | 'service';
  /** The partition key. */
  readonly key: string;
  readonly writes: number;
  readonly reads: number;
}

const WRITE_UNIT = 1_024;
const READ_UNIT = 4_096;

/** JSON is a little longer than what DynamoDB counts: names and values, without quotes and brackets. */
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

const writes = (value: unknown): number => Math.max(1, Math.ceil(bytesOf(value) / WRITE_UNIT));

const table = (key: string, units: number): Charge => ({ of: 'table', key, writes: units, reads: 0 });
const index = (of: Charge['of'], incident: Incident, units: number): Charge => ({
  of,
  key: `${of}#${shardOf(incidentPk(incident.id))}${of === 'service' ? incident.service : ''}`,
  ...{ writes: units, reads: 0 },
});

const shown = ({ status, severity, scenario, service }: Incident): string =>
  JSON.stringify([status, severity, scenario, service]);

/** DynamoDB, "Write operation consumption": an index key that changes is a deletion and a put, 1 unit each. */
const ofCommit = (before: Incident, after: Incident): readonly Charge[] => {
  const isMoved = before.dueAtMs !== after.dueAtMs;
  const isShown = shown(before) !== shown(after);
  return [
    table(incidentPk(after.id), writes(itemOfIncident(after))),
    ...(isMoved ? [index('due', after, 2)] : []),
    ...(isShown ? (['open', 'history', 'service'] as const).map((of) => index(of, after, 1)) : []),
  ];
};

const reads = (keys: readonly string[], units: number): readonly Charge[] =>
  keys.map((key) => ({ of: 'table', key, writes: 0, reads: units }));

type Of<T> = (args: readonly unknown[], stored: (id: string) => Incident | undefined) => T;

/** Strongly consistent reads: 1 unit for 4 KB. States are under 4 KB but for an opening's signals. */
const charges: Readonly<Record<string, Of<readonly Charge[]>>> = {
  'store.readHeads': ([wanted]) => {
    const { keys, signalIds, incidentIds } = wanted as Record<string, readonly string[]>;
    const { pagesOfMs } = wanted as { readonly pagesOfMs?: number };
    return reads(
      [
        ...(pagesOfMs === undefined ? [] : [pageCountKey(pagesOfMs).pk]),
        ...(keys ?? []).map((key) => slotKey(key).pk),
        ...(signalIds ?? []).map((id) => alarmKey(id).pk),
        ...(incidentIds ?? []).map(incidentPk),
      ],
      1,
    );
  },
  'store.read': ([id], stored) => {
    const size = bytesOf(stored(String(id)) ?? '');
    return reads([incidentPk(String(id))], Math.max(1, Math.ceil(size / READ_UNIT)));
  },
  'store.readAlarm': ([id]) => reads([alarmKey(String(id)).pk], 1),
  'store.standing': ([id]) => reads([incidentPk(String(id))], 2),
  'store.countSignals': ([id]) => reads([incidentPk(String(id))], 4),
  'store.create': ([incident]) => {
    const made = incident as Incident;
    return [
      table(incidentPk(made.id), writes(itemOfIncident(made))),
      ...(['due', 'open', 'history', 'service'] as const).map((of) => index(of, made, 1)),
    ];
  },
  'store.commit': ([before, after]) => ofCommit(before as Incident, after as Incident),
  'store.finishEffects': ([id], stored) => {
    const incident = stored(String(id));
    return incident === undefined
      ? []
      : [table(incidentPk(incident.id), writes(itemOfIncident(incident))), index('due', incident, 2)];
  },
  'store.raiseSlot': ([key]) => [table(slotKey(String(key)).pk, 1)],
  'store.putAlarm': ([, after]) => [table(alarmKey((after as AlarmItem).signalId).pk, writes(after))],
  // The signal, and its entry in the local index `standing`, which has no capacity of its own.
  'store.putSignal': ([id, record]) => [table(incidentPk(String(id)), 2 * writes(record))],
  'store.appendEntries': ([id, , entries]) => [
    table(
      incidentPk(String(id)),
      (entries as readonly unknown[]).reduce<number>((sum, one) => sum + writes(one), 0),
    ),
  ],
  'store.readPages': ([minuteMs]) => reads([pageCountKey(Number(minuteMs)).pk], 1),
  'store.countPages': ([minuteMs]) => [table(pageCountKey(Number(minuteMs)).pk, 1)],
  'store.due': () => [],
  'store.dueLater': () => [],
  'store.remains': ([id]) => reads([incidentPk(String(id))], 25),
  'store.remove': ([id, remains]) => [table(incidentPk(String(id)), (remains as readonly unknown[]).length)],
  'store.recordIgnored': ([events]) => [table('IGNORED', (events as readonly unknown[]).length)],
};

/** What a call of the record is charged; nothing for the other ports. */
export const chargesOf = (
  { name, args }: PortCall,
  stored: (id: string) => Incident | undefined,
): readonly Charge[] => {
  if (!name.startsWith('store.')) return [];
  const of = charges[name];
  if (of === undefined) throw new RangeError(`no charge is known of ${name}`);
  return of(args, stored);
};
