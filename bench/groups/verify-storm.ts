import { createDynamoDbIncidentQueries } from '../../adapters/dynamodb/incident-queries.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Figure } from '../figures/figure.ts';
import { sum } from '../meters/percentile.ts';
import { PAGE, type System } from '../system/system.ts';

export interface Storm {
  readonly services: number;
  readonly events: number;
  /** Services that nobody knew, arriving one by one while the storm goes on. */
  readonly newcomers: number;
}

const allIncidents = async (system: System): Promise<readonly Incident[]> => {
  const queries = createDynamoDbIncidentQueries(system.table);
  const found: Incident[] = [];
  let start: string | undefined;
  do {
    const page = await queries.list({ limit: 100, nowMs: Date.now(), ...(start ? { start } : {}) });
    found.push(...page.incidents);
    start = page.next;
  } while (start !== undefined);
  return found;
};

/** Counts what is recorded, and fails loudly where the storm lost or repeated something. */
export const verifyStorm = async (
  system: System,
  { services, events }: Storm,
  arrivals: ReadonlyMap<string, number>,
): Promise<readonly Figure[]> => {
  const incidents = (await allIncidents(system)).filter(({ service }) => /^(svc|new)-\d+$/.test(service));
  const counts: number[] = [];
  for (const { id } of incidents) counts.push(await countSignals(system, id));
  const expected = { incidents: services + arrivals.size, signals: events + arrivals.size };
  const firstPages = system.published.filter(
    ({ outgoing: { notice } }) => notice.kind === PAGE && notice.audience === 'primary',
  ).length;
  const got = { incidents: incidents.length, signals: sum(counts), firstPages };
  if (
    got.incidents !== expected.incidents ||
    got.signals !== expected.signals ||
    firstPages !== expected.incidents
  )
    throw new Error(
      `the storm went wrong: expected ${JSON.stringify(expected)}, found ${JSON.stringify(got)}`,
    );
  const commits = incidents.filter(({ service }) => service.startsWith('svc-')).map(({ version }) => version);
  return [
    {
      what: 'incidents, each paged once',
      value: services,
      unit: 'count',
      note: `${arrivals.size} newcomers beside them; ${got.signals} signals recorded, none lost.`,
    },
    {
      what: 'commits an incident, at most',
      value: Math.max(...commits),
      unit: 'count',
      note: `for ${Math.round(events / services)} alarms each.`,
    },
  ];
};

const countSignals = async (system: System, incidentId: string): Promise<number> =>
  (await system.shell.store.countSignals(incidentId, 1_000_000)).total;
