import { get } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { createHealthUrlLooker } from '../../../adapters/http/health-url.ts';
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

const hosts = `
title: hosts, well and not
services:
  good: { host: good.example, health: { answers: 200, body: ok } }
  gone: { host: gone.example, health: { fails: dns } }
  closed: { host: closed.example, health: { fails: refused } }
  ended: { host: ended.example, health: { fails: certificate } }
  stuck: { host: stuck.example, health: { hangs: true } }
`;

/** What triage sees of these URLs, with the account as its proxy. */
const outcomesOf = async (urls: readonly string[], account: { readonly healthUrl: string }) => {
  const look = createHealthUrlLooker({ httpProxy: account.healthUrl });
  const subjects = urls.map((url) => ({ url }));
  const seen = await look({ subjects, onsetMs: 0, nowMs: 0, signal: AbortSignal.timeout(300) });
  return seen.map((one) => ('facts' in one ? (one.facts.status ?? one.facts.outcome) : one.error));
};

test('as a proxy it reaches the hosts of the situation alone, and says why another is not reached', async () => {
  const account = await runAccount(situationFile(hosts));
  const urls = ['good', 'gone', 'closed', 'ended', 'stuck', 'unknown'].map(
    (name) => `http://${name}.example/`,
  );
  expect(await outcomesOf(urls, account)).toEqual([
    200,
    'no-such-name',
    'not-reached',
    'certificate-refused',
    'no-answer-in-time',
    'no-such-name',
  ]);
});

test('a page of another origin is refused, under a name of its own or as through a proxy', async () => {
  const { healthUrl } = await runAccount(situationFile(hosts));
  const { port } = new URL(healthUrl);
  const statusOf = (path: string, headers: Readonly<Record<string, string>>) =>
    new Promise<number | undefined>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).on('error', reject);
    });
  expect(await statusOf('/good', { host: 'good.example' })).toBe(403);
  const headers = { host: 'good.example' };
  expect(await statusOf('http://good.example/', { ...headers, origin: 'http://evil.example' })).toBe(403);
  expect(await statusOf('http://good.example/', headers)).toBe(200);
});
