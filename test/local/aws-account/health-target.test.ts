import { afterAll, expect, test } from 'vitest';
import { runAccount, situationFile, stopAccounts } from './running-account.ts';

afterAll(stopAccounts);

const situation = `
title: health checks of every kind
services:
  good: { health: { answers: 200, body: ok } }
  bad: { health: { answers: 503, body: no database } }
  stuck: { health: { hangs: true } }
  round: { health: { answers: 302, location: /round } }
  huge: { health: { bytes: 5000000 } }
  silent: {}
`;

test('the health URL of a service answers as the situation says', async () => {
  const { healthUrl } = await runAccount(situationFile(situation));
  const ask = (path: string, init?: RequestInit) =>
    fetch(`${healthUrl}${path}`, { redirect: 'manual', ...init });
  const good = await ask('/good');
  expect([good.status, await good.text()]).toEqual([200, 'ok']);
  const bad = await ask('/bad/any/path');
  expect([bad.status, await bad.text()]).toEqual([503, 'no database']);
  const round = await ask('/round');
  expect([round.status, round.headers.get('location')]).toEqual([302, '/round']);
  expect((await (await ask('/huge')).arrayBuffer()).byteLength).toBe(5_000_000);
  await expect(ask('/stuck', { signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('a service without a health check has none, and neither has an unknown one', async () => {
  const { healthUrl } = await runAccount(situationFile(situation));
  const statuses = await Promise.all(
    ['/silent', '/unknown', '/constructor', '/', '/%E0%A4%A'].map(
      async (path) => (await fetch(healthUrl + path)).status,
    ),
  );
  expect(statuses).toEqual([404, 404, 404, 404, 400]);
});
