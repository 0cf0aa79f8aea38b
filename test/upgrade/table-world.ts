import { createDynamoDbIncidentStore } from '../../adapters/dynamodb/incident-store.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { createMemoryNoticePublisher } from '../../adapters/memory/notice-publisher.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { ingest } from '../../protocol/intake/ingest.ts';
import type { Shell } from '../../protocol/shell.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { type AlarmOptions, createWorld, MINUTE, START, transitionOf } from '../behaviour/world.ts';

/** The protocol on a DynamoDB table, with a clock that is set and services that are told apart by name. */
export const createTableWorld = (table: Table) => {
  let nowMs = START;
  const publisher = createMemoryNoticePublisher();
  const { shell: base } = createWorld();
  const shell: Shell = {
    ...base,
    store: createDynamoDbIncidentStore(table),
    publisher,
    now: () => nowMs,
  };
  const alarm = (service: string, name = 'errors', options: AlarmOptions = {}): Transition =>
    transitionOf(`${service}-${name}`, nowMs + (options.state === 'OK' ? 1 : 0), {
      service,
      severity: 'SEV3',
      ...options,
    });
  const send = async (...transitions: Transition[]): Promise<string[]> => {
    const results = await ingest(shell, transitions);
    return results.map((result) => ('incidentId' in result ? (result.incidentId ?? '') : result.kind));
  };
  return {
    shell,
    publisher,
    /** Minutes since START. */
    setClock: (minutes: number): void => {
      nowMs = START + minutes * MINUTE;
    },
    now: () => nowMs,
    alarm,
    send,
    /** Opens an incident of a service of its own, and answers its id. */
    open: async (service: string, options: AlarmOptions = {}): Promise<string> =>
      (await send(alarm(service, 'errors', options)))[0] ?? '',
    sweepAt: async (minutes: number) => {
      nowMs = START + minutes * MINUTE;
      return sweepDue(shell, Number.POSITIVE_INFINITY);
    },
    read: async (id: string): Promise<Incident> => {
      const incident = await shell.store.read(id);
      if (incident === undefined) throw new Error(`no incident ${id}`);
      return incident;
    },
  };
};

export type TableWorld = ReturnType<typeof createTableWorld>;
