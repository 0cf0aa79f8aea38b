import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Incident, statuses } from '../../domain/incident/incident.ts';
import { scenarios } from '../../domain/kernel/scenario.ts';
import { severities } from '../../domain/kernel/severity.ts';
import type { IncidentQueries, ListQuery } from '../../protocol/ports/queries.ts';
import { MINUTE, nextOf, sampleIncident, T0 } from './sample-records.ts';
import type { MakeStore } from './store-under-test.ts';

const DAY = 24 * 60 * MINUTE;

/** All incidents of a query, page by page; fails on a page that is too long or a list without an end. */
const listAll = async (queries: IncidentQueries, query: Omit<ListQuery, 'start'>): Promise<Incident[]> => {
  const all: Incident[] = [];
  let start: string | undefined;
  for (let pages = 0; pages < 200; pages += 1) {
    const page = await queries.list(start === undefined ? query : { ...query, start });
    expect(page.incidents.length).toBeLessThanOrEqual(query.limit);
    all.push(...page.incidents);
    if (page.next === undefined) return all;
    start = page.next;
  }
  throw new Error('the list has no end');
};

/** What a list should have, said once more and plainly. */
const isAsked =
  (query: Omit<ListQuery, 'limit' | 'nowMs'>) =>
  ({ status, severity, scenario, service, openedAtMs, title, episode }: Incident): boolean => {
    const { fromMs = 0, toMs = Number.POSITIVE_INFINITY, words = [] } = query;
    const text = `${title} ${service}`.normalize('NFC').toLowerCase();
    return [
      query.status === undefined || query.status.some((one) => one === status),
      query.severity === undefined || query.severity.some((one) => one === severity),
      query.scenario === undefined || query.scenario.some((one) => one === scenario),
      query.service === undefined || query.service === service,
      query.acknowledged === undefined || query.acknowledged === (episode.acknowledgedAtMs !== undefined),
      openedAtMs >= fromMs && openedAtMs < toMs,
      words.every((word) => text.includes(word)),
    ].every(Boolean);
  };

const idsOf = (incidents: readonly Incident[]): string[] => incidents.map(({ id }) => id);

/** `list`. */
export const claimsOfLists = (make: MakeStore): void => {
  test('incidents are listed newest first, over months', async () => {
    const { store, queries } = await make();
    const ages = [0, 40 * DAY, 3 * DAY, 70 * DAY, 1];
    const incidents = ages.map((age) => sampleIncident({ openedAtMs: T0 - age }));
    for (const incident of incidents) await store.create(incident);
    const listed = await queries.list({ limit: 10, nowMs: T0 + 1 });
    const [now, older, days, oldest, justBefore] = idsOf(incidents);
    expect(idsOf(listed.incidents)).toEqual([now, justBefore, days, older, oldest]);
    expect(listed.incidents[0]).toEqual(incidents[0]);
    expect(listed.next).toBeUndefined();
  });

  test('many incidents of several months are paged through, each once', async () => {
    const { store, queries } = await make();
    const ages = Array.from({ length: 60 }, (_, n) => n * 1.2 * DAY);
    const incidents = ages.map((age) => sampleIncident({ openedAtMs: T0 - age }));
    await Promise.all(incidents.map((incident) => store.create(incident)));
    expect(idsOf(await listAll(queries, { limit: 7, nowMs: T0 + 1 }))).toEqual(idsOf(incidents));
  });

  test('an empty record lists nothing and has no next page', async () => {
    const { queries } = await make();
    for (const filter of [
      {},
      { status: ['mitigated'] },
      { words: ['cart'] },
      { acknowledged: true },
      { service: 'cart' },
      { fromMs: T0, toMs: T0 },
    ] as const) {
      expect(await queries.list({ ...filter, limit: 5, nowMs: T0 })).toEqual({ incidents: [] });
    }
  });

  test('a list that just fills its page has no next one', async () => {
    const { store, queries } = await make();
    for (const n of [1, 2, 3]) await store.create(sampleIncident({ openedAtMs: T0 - n }));
    expect(await queries.list({ limit: 3, nowMs: T0 })).not.toHaveProperty('next');
    expect(await queries.list({ limit: 2, nowMs: T0 })).toHaveProperty('next');
  });

  test('the first moment of a span is within it, the last is not', async () => {
    const { store, queries } = await make();
    const times = [T0 - 1, T0, T0 + 1, T0 + 2];
    const incidents = times.map((openedAtMs) => sampleIncident({ openedAtMs }));
    for (const incident of incidents) await store.create(incident);
    for (const filter of [{}, { service: 'checkout' }, { status: ['investigating'] }] as const) {
      const listed = await queries.list({ ...filter, fromMs: T0, toMs: T0 + 2, limit: 9, nowMs: T0 + DAY });
      expect(idsOf(listed.incidents)).toEqual([incidents[2]?.id, incidents[1]?.id]);
    }
  });

  test('an incident is listed by the status that it has now', async () => {
    const { store, queries } = await make();
    const incident = sampleIncident();
    await store.create(incident);
    const list = async (status: Incident['status']) =>
      idsOf((await queries.list({ status: [status], limit: 5, nowMs: T0 })).incidents);
    expect(await list('investigating')).toEqual([incident.id]);
    await store.commit(incident, nextOf(incident, { status: 'resolved' }));
    expect(await list('investigating')).toEqual([]);
    expect(await list('mitigated')).toEqual([]);
    expect(await list('resolved')).toEqual([incident.id]);
  });

  test('services in any script are told apart', async () => {
    const { store, queries } = await make();
    const services = ['支払い', 'checkout', 'checkout#1', 'ж'.repeat(1200)];
    for (const service of services) await store.create(sampleIncident({ service }));
    for (const service of services) {
      const { incidents } = await queries.list({ service, limit: 5, nowMs: T0 });
      expect(incidents.map((incident) => incident.service)).toEqual([service]);
    }
  });

  test('an incident opened while somebody pages does not come between', async () => {
    const { store, queries } = await make();
    const before = [1, 2, 3, 4].map((n) => sampleIncident({ openedAtMs: T0 - n * DAY }));
    for (const incident of before) await store.create(incident);
    const first = await queries.list({ limit: 2, nowMs: T0 });
    await store.create(sampleIncident({ openedAtMs: T0 + 20 * DAY }));
    const start = first.next;
    if (start === undefined) throw new Error('there is no second page');
    const second = await queries.list({ limit: 5, nowMs: T0 + 20 * DAY, start });
    expect(idsOf([...first.incidents, ...second.incidents])).toEqual(idsOf(before));
  });

  test('paging meets each matching incident exactly once, in order, whatever the limit', async () => {
    const opened = fc.record({
      // Few moments, so that many incidents share one.
      openedAtMs: fc.constantFrom(...[0, 1, 2, 2000, 20 * DAY, 45 * DAY].map((age) => T0 - age)),
      status: fc.constantFrom(...statuses),
      severity: fc.constantFrom(...severities.slice(0, 2)),
      scenario: fc.constantFrom(...scenarios.slice(0, 2)),
      service: fc.constantFrom('checkout', 'cart'),
      title: fc.constantFrom('Nobody can PAY', 'cart: PAYING is slow', 'caf\u0065\u0301'),
      episode: fc.constantFrom(
        { number: 1, startedAtMs: T0, reason: 'opened' } as const,
        { number: 1, startedAtMs: T0, reason: 'opened', acknowledgedAtMs: T0 } as const,
      ),
    });
    const filter = fc.record(
      {
        status: fc.subarray([...statuses], { minLength: 1 }),
        severity: fc.subarray([...severities.slice(0, 2)], { minLength: 1 }),
        scenario: fc.subarray([...scenarios.slice(0, 2)], { minLength: 1 }),
        service: fc.constantFrom('checkout', 'cart'),
        acknowledged: fc.boolean(),
        words: fc.subarray(['pay', 'cart', 'é'], { minLength: 1 }),
        fromMs: fc.constantFrom(T0 - 20 * DAY, T0 - 2),
        toMs: fc.constantFrom(T0 - 19 * DAY, T0 + 1),
      },
      { requiredKeys: [] },
    );
    const limit = fc.integer({ min: 1, max: 12 });
    const histories = fc.array(opened, { maxLength: 40 });
    const property = fc.asyncProperty(
      histories,
      fc.array(fc.tuple(filter, limit), { minLength: 3, maxLength: 3 }),
      async (history, asked) => {
        const { store, queries } = await make();
        const incidents = history.map((changes) => sampleIncident(changes));
        await Promise.all(incidents.map((incident) => store.create(incident)));
        for (const [wanted, pageLimit] of asked) {
          const listed = await listAll(queries, { ...wanted, limit: pageLimit, nowMs: T0 + 1 });
          expect(idsOf(listed).sort()).toEqual(idsOf(incidents.filter(isAsked(wanted))).sort());
          const times = listed.map(({ openedAtMs }) => openedAtMs);
          expect(times).toEqual([...times].sort((a, b) => b - a));
        }
      },
    );
    await fc.assert(property, { numRuns: 12 });
  });
};
