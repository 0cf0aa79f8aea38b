import type { RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { HealthUrl } from '../../../domain/kernel/estate.ts';
import { askHealth, createHealthHosts, publicly } from './health-asking.ts';

const { serve, stop } = createHealthHosts();
afterEach(stop);

const through = async (behave: RequestListener, url: HealthUrl = publicly('http://shop.example/health')) => {
  const proxy = await serve(behave);
  return { proxy, answer: await askHealth(url, { httpProxy: `http://127.0.0.1:${proxy.port}` }) };
};

test('plain HTTP is asked by its whole address, and the proxy resolves the name', async () => {
  const { proxy, answer } = await through((_, response) => response.writeHead(503).end());
  expect(answer).toMatchObject({ outcome: 'answered', status: 503 });
  expect(proxy.paths).toEqual(['http://shop.example/health']);
});

test.each([
  ['dns_error', 'no-such-name'],
  ['dns_timeout', 'no-such-name'],
  ['destination_ip_prohibited', 'private-address'],
  ['connection_timeout', 'no-answer-in-time'],
  ['http_response_timeout', 'no-answer-in-time'],
  ['tls_certificate_error', 'certificate-refused'],
  ['connection_refused', 'not-reached'],
  ['destination_unavailable', 'not-reached'],
])('Proxy-Status says %s', async (error, outcome) => {
  const { answer } = await through((_, response) =>
    response.writeHead(502, { 'proxy-status': `proxy; error=${error}; details="x"` }).end(),
  );
  expect(answer).toMatchObject({ outcome });
});

test.each([
  '',
  'proxy',
  'proxy; error=of_next_year',
  'proxy; error=constructor',
  'proxy; received-status=200',
])('"%s" of a proxy is no error', async (said) => {
  const { answer } = await through((_, response) => response.writeHead(502, { 'proxy-status': said }).end());
  expect(answer).toMatchObject({ outcome: 'answered', status: 502 });
});

test('a private address is not asked of a proxy either', async () => {
  const { proxy, answer } = await through(
    (_, response) => response.end(),
    publicly('http://169.254.169.254/'),
  );
  expect(answer).toMatchObject({ outcome: 'private-address' });
  expect(proxy.paths).toEqual([]);
});
