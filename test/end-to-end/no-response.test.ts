import { expect, test } from 'vitest';
import type { Notice } from '../../local/phones/notice.ts';
import { eventOf, fresh } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

const audiences = (pages: readonly Notice[]): readonly string[] => pages.map(({ audience }) => audience);

test('nobody responds: the secondary is paged, then again with the fallback, until somebody acknowledges', async () => {
  const shop = fresh('shop');
  await system.put(eventOf('error-rate', shop));
  const { id } = await system.incidentOf(shop);
  const pages = { incidentId: id, kind: 'page' };
  await system.notice({ ...pages, audience: 'primary' });
  await system.notice({ ...pages, audience: 'secondary' });
  await system.notice({ ...pages, audience: 'fallback' });

  const acknowledged = await system.act(id, 'acknowledge', { note: 'On it.' });
  expect(acknowledged).toMatchObject({ acknowledgedBy: 'local', acknowledgedAt: expect.any(String) });
  expect(acknowledged.escalation.nextAt).toBeUndefined();

  // The first status update comes later than anybody would have been paged again.
  await system.notice({ incidentId: id, kind: 'update' });
  const sent = await system.notices(pages);
  const repeats = sent.filter(({ id: notice }) => notice.includes('.repeat-'));
  const rungs = sent.filter((page) => !repeats.includes(page));
  expect([...new Set(audiences(rungs))]).toEqual(['primary', 'secondary']);
  expect(new Set(audiences(repeats))).toEqual(new Set(['fallback', 'secondary']));
  expect(new Set(rungs.map((page) => page.id)).size).toBe(2);

  const told = (await system.timeline(id)).filter(({ kind }) => kind === 'paged' || kind === 'acknowledged');
  expect(told.slice(0, 3)).toMatchObject([
    { kind: 'paged', reason: 'opened', text: 'Paging primary' },
    { kind: 'paged', reason: 'no-response', text: 'Paging secondary' },
    { kind: 'paged', reason: 'repeat', text: 'Paging again: secondary, fallback' },
  ]);
  expect(told.at(-1)).toMatchObject({ kind: 'acknowledged', by: 'local' });
});
