import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { HealthUrlOptions } from '../../../adapters/http/health-url.ts';
import type { HealthUrl } from '../../../domain/kernel/estate.ts';
import { ask, startPlain } from './health-host.ts';

/** A DNS that answers each question with the next of these. */
const resolvesTo = (...answers: readonly (readonly string[])[]): HealthUrlOptions => {
  const left = [...answers];
  return {
    resolve: (_hostname, _options, done) => {
      const addresses = left.length > 1 ? left.shift() : left[0];
      done(
        null,
        (addresses ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    },
  };
};

const publicly = (url: string): HealthUrl => ({ url });

describe('an address that is not the internet’s is not reached unless it is listed', () => {
  const literals = [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '0.0.0.0'],
    ...['169.254.169.254', '224.0.0.1', '[::1]', '[::]', '[fe80::1]', '[fd00::1]', '[fd00:ec2::254]'],
    ...['[::ffff:127.0.0.1]', '[::ffff:10.0.0.1]', '[::ffff:a9fe:a9fe]'],
    // As a browser reads them: 127.0.0.1.
    ...['2130706433', '0x7f.1', '127.1'],
  ];
  test.each(literals)('written as %s', async (host) => {
    expect(await ask(publicly(`http://${host}:9/`))).toMatchObject({ outcome: 'private-address' });
    expect(await ask(publicly(`https://${host}:9/`))).toMatchObject({ outcome: 'private-address' });
  });

  test.each([['10.0.0.1'], ['169.254.169.254'], ['::1'], ['::ffff:192.168.0.1'], ['fd00:ec2::254']])(
    'by a name that resolves to %s',
    async (address) => {
      expect(await ask(publicly('http://shop.example/'), resolvesTo([address]))).toMatchObject({
        outcome: 'private-address',
      });
    },
  );

  test('by one of several addresses of a name', async () => {
    expect(await ask(publicly('http://shop.example/'), resolvesTo(['192.0.2.1', '10.0.0.1']))).toMatchObject({
      outcome: 'private-address',
    });
  });

  test.each(['169.254.169.254', '[fe80::1]', '[fd00:ec2::254]', '0.0.0.0'])(
    '%s is reached by no list at all',
    async (host) => {
      expect(await ask(`http://${host}/`)).toMatchObject({ outcome: 'private-address' });
    },
  );

  /** Only the host of a test may be reached beside public addresses: it plays one. */
  const publicHost = async (behave: RequestListener) => {
    const host = await startPlain(behave);
    const mayConnect = (address: string, isPrivate: boolean): boolean => address === '127.0.0.1' || isPrivate;
    return { host, mayConnect };
  };

  test.each(['http://169.254.169.254/latest/', 'http://10.0.0.1/', 'https://[::1]/'])(
    'by a redirect to %s',
    async (location) => {
      const { host, mayConnect } = await publicHost((_, response) =>
        response.writeHead(302, { location }).end(),
      );
      expect(await ask(publicly(`http://127.0.0.1:${host.port}/`), { mayConnect })).toMatchObject({
        outcome: 'private-address',
      });
    },
  );

  test('by a DNS whose answer changes between two requests', async () => {
    const { host, mayConnect } = await publicHost((_, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    const dns = resolvesTo(['127.0.0.1'], ['10.0.0.1']);
    expect(await ask(publicly(`http://shop.example:${host.port}/`), { mayConnect, ...dns })).toMatchObject({
      outcome: 'private-address',
    });
    expect(host.paths).toEqual(['/']);
  });

  test('what is listed as private is not led to another host', async () => {
    const other = await startPlain((_, response) => response.end());
    const { port } = await startPlain((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${other.port}/` }).end(),
    );
    expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({ outcome: 'private-address' });
    expect(other.paths).toEqual([]);
  });
});

describe('through a proxy', () => {
  const through = async (
    behave: RequestListener,
    url: HealthUrl = publicly('http://shop.example/health'),
  ) => {
    const proxy = await startPlain(behave);
    return { proxy, answer: await ask(url, { httpProxy: `http://127.0.0.1:${proxy.port}` }) };
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
    const { answer } = await through((_, response) =>
      response.writeHead(502, { 'proxy-status': said }).end(),
    );
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
});
