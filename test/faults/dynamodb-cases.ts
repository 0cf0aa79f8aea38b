import { createHash } from 'node:crypto';
import { createDynamoDbIncidentQueries } from '../../adapters/dynamodb/incident-queries.ts';
import { createDynamoDbIncidentStore } from '../../adapters/dynamodb/incident-store.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { createMemoryEventBus } from '../../adapters/memory/event-bus.ts';
import { createMemoryJournal } from '../../adapters/memory/journal.ts';
import { createMemoryNoticePublisher } from '../../adapters/memory/notice-publisher.ts';
import { createMemoryTimerQueue } from '../../adapters/memory/timer-queue.ts';
import { keyOf } from '../../domain/correlation/correlation-key.ts';
import { act } from '../../protocol/command/act.ts';
import { ingest } from '../../protocol/intake/ingest.ts';
import { incidentId, type Shell } from '../../protocol/shell.ts';
import { type AlarmOptions, configured, SECOND, START, transitionOf } from '../behaviour/world.ts';
import type { Facts } from './final-record.ts';

/** A function's work on the incident of one service, and what came before it. */
export interface DynamoDbScenario {
  readonly title: string;
  readonly before: (service: Service) => Promise<unknown>;
  readonly work: (service: Service) => Promise<boolean>;
  readonly source: 'queue' | 'person';
}

/** All cases share one minute: with a budget of pages they would hold each other's back. */
const unlimited = configured('pagesPerMinute: 10000\n');

/** Many cases share a table, a clock and the queues; each has a service, and with it an incident, of its own. */
export const createCases = (table: Table) => {
  let nowMs = START;
  let ids = 0;
  const publisher = createMemoryNoticePublisher();
  const bus = createMemoryEventBus();
  const configuration = unlimited;
  const newShell = (): Shell => ({
    store: createDynamoDbIncidentStore(table),
    publisher,
    timers: createMemoryTimerQueue(),
    bus,
    journal: createMemoryJournal(),
    configuration,
    now: () => nowMs,
    newId: () => `id-${++ids}`,
    hash: (text) => createHash('sha256').update(text).digest('hex').slice(0, 12),
    pause: async () => {},
    leaseMs: 12 * SECOND,
  });
  return {
    newShell,
    advanceTo: (ms: number) => {
      nowMs = START + ms;
    },
    createService: (name: string) => {
      const shell = newShell();
      const id = incidentId(shell, keyOf(name, 'generic'), 1);
      const transition = (alarm: string, options: AlarmOptions = {}) =>
        transitionOf(`${name}-${alarm}`, START + (options.state === 'OK' ? 1 : 0), {
          service: name,
          ...options,
        });
      return {
        alarm: async (alarm: string, options: AlarmOptions = {}) =>
          (await ingest(shell, [transition(alarm, options)])).every(({ kind }) => kind !== 'failed'),
        act: async (kind: 'acknowledge' | 'resolve') => {
          const request = { key: `${name}-${kind}`, fingerprint: kind };
          return (
            (await act(shell, id, { by: 'ada', command: { kind }, request, note: 'on it' })).outcome ===
            'done'
          );
        },
        /** What is recorded of it, its own name and id taken out. */
        facts: async (alarms: readonly string[]): Promise<Facts> => {
          const incident = await shell.store.read(id);
          const signalIds = alarms.map((alarm) => transition(alarm).signal.id);
          const key = incident?.key ?? '';
          const heads = await shell.store.readHeads({ keys: [key], signalIds, incidentIds: [] });
          const queries = createDynamoDbIncidentQueries(table);
          const facts: Facts = {
            incidents: incident ? [incident] : [],
            signals: [(await queries.signals(id, 100)).signals],
            entries: [(await queries.timeline(id, 100)).entries],
            alarms: [...heads.alarms.values()],
            slots: [...heads.slots],
            published: publisher.published.filter((message) => message.id.startsWith(`${id}.`)),
            emitted: bus.emitted.filter((event) => event.incident.id === id),
          };
          const own = id.slice(0, id.lastIndexOf('-'));
          return JSON.parse(JSON.stringify(facts).replaceAll(name, 'service').replaceAll(own, 'hash'));
        },
      };
    },
  };
};

export type Service = ReturnType<ReturnType<typeof createCases>['createService']>;

export const dynamoDbScenarios: readonly DynamoDbScenario[] = [
  {
    title: 'a first alarm',
    before: async () => {},
    work: (service) => service.alarm('errors'),
    source: 'queue',
  },
  {
    title: 'a join with a risen severity',
    before: (service) => service.alarm('errors'),
    work: (service) => service.alarm('latency', { severity: 'SEV2' }),
    source: 'queue',
  },
  {
    title: 'a clear',
    before: (service) => service.alarm('errors'),
    work: (service) => service.alarm('errors', { state: 'OK' }),
    source: 'queue',
  },
  {
    title: 'an acknowledgement',
    before: (service) => service.alarm('errors'),
    work: (service) => service.act('acknowledge'),
    source: 'person',
  },
  {
    title: 'a resolve',
    before: (service) => service.alarm('errors'),
    work: (service) => service.act('resolve'),
    source: 'person',
  },
];
