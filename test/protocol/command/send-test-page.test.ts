import { expect, test } from 'vitest';
import { createMemoryTestPages } from '../../../adapters/memory/test-pages.ts';
import type { TestPage } from '../../../domain/notice/test-page.ts';
import { audienceOfTestPage, sendTestPage } from '../../../protocol/command/send-test-page.ts';
import type { Delivery } from '../../../protocol/ports/channel.ts';
import { START } from '../../behaviour/world.ts';

const pagerOf = (delivery: Delivery = { outcome: 'delivered' }) => {
  const published: TestPage[] = [];
  const pager = {
    publisher: {
      publish: async (page: TestPage) => {
        published.push(page);
        return delivery;
      },
    },
    store: createMemoryTestPages(),
    audiences: { primary: { contacts: 1 }, 'on-call': { contacts: 2 }, nobody: { contacts: 0 } },
    now: () => START,
    hash: (text: string) => `h${text}`,
  };
  return { pager, published };
};

const request = { audience: 'primary', severity: 'SEV3', by: 'ada', key: 'k' } as const;
const page = {
  id: 'primary-hk',
  ...{ audience: 'primary', severity: 'SEV3', by: 'ada' },
  atMs: START,
  arrivals: {},
};

test('a test page goes out once a key, and is kept', async () => {
  const { pager, published } = pagerOf();
  expect(await sendTestPage(pager, request)).toEqual({ outcome: 'sent', page, repeated: false });
  expect(await sendTestPage(pager, request)).toEqual({ outcome: 'sent', page, repeated: true });
  const other = { ...request, key: 'other' };
  expect(await sendTestPage(pager, other)).toMatchObject({ reason: 'tested-too-often' });
  const later = { ...pager, now: () => START + 60_000 };
  expect(await sendTestPage(later, other)).toMatchObject({ repeated: false });
  expect(published.map(({ id }) => id)).toEqual(['primary-hk', 'primary-hother']);
});

test('a key that was used for another audience or severity is refused', async () => {
  const { pager, published } = pagerOf();
  await sendTestPage(pager, request);
  const refused = { outcome: 'refused', reason: 'idempotency-key-reused' };
  expect(await sendTestPage(pager, { ...request, audience: 'on-call' })).toEqual(refused);
  expect(await sendTestPage(pager, { ...request, severity: 'SEV1' })).toEqual(refused);
  expect(published).toHaveLength(1);
});

test('an audience that is not known, or has no contact, gets none', async () => {
  const { pager, published } = pagerOf();
  for (const [audience, reason] of [
    ['constructor', 'unknown-audience'],
    ['nobody', 'no-contact'],
  ] as const)
    expect(await sendTestPage(pager, { ...request, audience })).toEqual({ outcome: 'refused', reason });
  expect(published).toEqual([]);
});

test('one that could not be sent is not kept, so that the same request sends it again', async () => {
  const { pager } = pagerOf({ outcome: 'retry-later', reason: 'Throttling' });
  expect(await sendTestPage(pager, request)).toEqual({ outcome: 'not-sent', reason: 'Throttling' });
  expect(await pager.store.last(['primary'])).toEqual([]);
});

test('its id names its audience', () => {
  expect(audienceOfTestPage('on-call-h1')).toBe('on-call');
  expect(audienceOfTestPage('none')).toBe('');
});
