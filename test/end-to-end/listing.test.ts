import { expect, test } from 'vitest';
import type { IncidentAnswer } from '../../events/contracts/api/incident-answer.ts';
import { fresh } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

interface Page {
  readonly incidents: readonly IncidentAnswer[];
  readonly cursor?: string;
}

const declare = async (n: number): Promise<string> => {
  const { body } = await system.ask<IncidentAnswer>('POST', '/incidents', {
    body: { title: fresh(`Trouble ${n}`), severity: 'SEV4' },
  });
  return body.id;
};

/** Every page of a query, from the first to the one without a cursor. */
const pagesOf = async (query: string): Promise<readonly Page[]> => {
  const pages: Page[] = [];
  let next = '';
  do {
    const page = await system.get<Page>(`/incidents?${query}${next}`);
    pages.push(page);
    next = page.cursor === undefined ? '' : `&cursor=${encodeURIComponent(page.cursor)}`;
  } while (next !== '');
  return pages;
};

test('the pages of a list hold each incident once, the newest first', async () => {
  const from = new Date().toISOString();
  const ids: string[] = [];
  for (let n = 0; n < 7; n++) ids.push(await declare(n));
  const pages = await pagesOf(`from=${from}&severity=SEV4&limit=2`);
  for (const id of ids) await system.act(id, 'resolve');
  const listed = pages.flatMap(({ incidents }) => incidents);
  for (const { incidents } of pages) expect(incidents.length).toBeLessThanOrEqual(2);
  expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
  expect(listed.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual(ids.toReversed());
  const opened = listed.map(({ openedAt }) => openedAt);
  expect(opened).toEqual(opened.toSorted().toReversed());
});

test('a filter answers what fits it alone', async () => {
  const from = new Date().toISOString();
  const id = await declare(0);
  const fitting = await pagesOf(`from=${from}&severity=SEV4&status=investigating&scenario=generic`);
  const others = await pagesOf(`from=${from}&severity=SEV1`);
  await system.act(id, 'resolve');
  expect(fitting.flatMap(({ incidents }) => incidents.map((incident) => incident.id))).toContain(id);
  expect(others.flatMap(({ incidents }) => incidents.map((incident) => incident.id))).not.toContain(id);
});

test('a cursor that was forged, or belongs to another query, is answered 400', async () => {
  const from = new Date().toISOString();
  const ids = [await declare(1), await declare(2)];
  const { cursor = '' } = await system.get<Page>(`/incidents?from=${from}&limit=1`);
  for (const id of ids) await system.act(id, 'resolve');
  expect(cursor).not.toBe('');
  const forged = `${cursor.slice(0, -2)}${cursor.endsWith('AA') ? 'BB' : 'AA'}`;
  for (const query of [
    `from=${from}&limit=1&cursor=${forged}`,
    `from=${from}&severity=SEV1&cursor=${cursor}`,
    'cursor=next',
  ]) {
    expect(await system.ask('GET', `/incidents?${query}`)).toMatchObject({
      status: 400,
      body: { type: '/problems/invalid-cursor' },
    });
  }
});
