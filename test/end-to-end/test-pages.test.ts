import { expect, test } from 'vitest';
import { parseNoticeJson } from '../../events/contracts/notice-schema.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

interface Page {
  readonly id: string;
  readonly by: string;
  readonly arrivals: readonly { readonly by: string }[];
}

test('a test page reaches its audience, says that it is one, and its arrival is kept', async () => {
  const { status, body } = await system.ask<Page>('POST', '/test-pages', { body: { audience: 'commander' } });
  expect(status).toBe(201);
  const notice = await system.notice({ audience: 'commander', kind: 'page', saying: body.id });
  expect(notice.texts.sms).toMatch(/^TEST PAGE/);
  expect(notice.texts.email).toMatch(/^TEST PAGE/);
  expect(parseNoticeJson(notice.texts.json)).toMatchObject({ id: body.id, test: true });
  const arrived = await system.ask<Page>('POST', `/test-pages/${body.id}/arrivals`);
  expect([arrived.status, arrived.body.arrivals]).toMatchObject([200, [{ by: body.by }]]);
  const { testPages } = await system.get<{ testPages: readonly Page[] }>('/test-pages');
  expect(testPages).toContainEqual(arrived.body);
});
