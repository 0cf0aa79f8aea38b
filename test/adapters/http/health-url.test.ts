import type { RequestListener } from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { createHealthUrlLooker, type HealthUrlOptions } from '../../../adapters/http/health-url.ts';
import { mayReach } from '../../../adapters/http/private-addresses.ts';
import type { HealthUrl } from '../../../domain/kernel/estate.ts';
import type { HealthAnswer } from '../../../domain/triage/facts/health-answer.ts';
import { asked } from '../../contract/asked.ts';
import { type HealthHost, startPlain, startTls } from './health-host.ts';
import { makeCertificate } from './made-certificate.ts';

const hosts: HealthHost[] = [];
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
});

const serve = async (behave: RequestListener): Promise<HealthHost> => {
  const host = await startPlain(behave);
  hosts.push(host);
  return host;
};

const ask = async (
  url: HealthUrl | string,
  options: HealthUrlOptions = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<HealthAnswer> => {
  const subject = typeof url === 'string' ? { url, isPrivate: true as const } : url;
  const [seen] = await createHealthUrlLooker(options)(asked<'health-url'>([subject], signal));
  if (seen === undefined || 'error' in seen) throw new Error('nothing was seen');
  return seen.facts;
};

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

describe('what a URL answers', () => {
  test.each([200, 204, 404, 503])('%d is told as it is', async (status) => {
    const { port } = await serve((_, response) => response.writeHead(status).end());
    expect(await ask(`http://127.0.0.1:${port}/health`)).toMatchObject({ outcome: 'answered', status });
  });

  test('a text is looked for where one is listed, and only there', async () => {
    const { port } = await serve((_, response) => response.end('all is well: ✓'));
    const url = `http://127.0.0.1:${port}/`;
    expect(await ask({ url, isPrivate: true, contains: 'well: ✓' })).toMatchObject({ contains: true });
    expect(await ask({ url, isPrivate: true, contains: 'unwell' })).toMatchObject({ contains: false });
    expect(await ask(url)).not.toHaveProperty('contains');
  });

  test('redirects are followed, five at most', async () => {
    const { port, paths } = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end();
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect(await ask(`http://127.0.0.1:${port}/5`)).toMatchObject({ outcome: 'answered', status: 200 });
    expect(paths).toEqual(['/5', '/4', '/3', '/2', '/1', '/0']);
    expect(await ask(`http://127.0.0.1:${port}/6`)).toMatchObject({ outcome: 'too-many-redirects' });
  });

  test('one that redirects for ever is left after six requests', async () => {
    const { port, paths } = await serve((_, response) => response.writeHead(301, { location: '/' }).end());
    expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({ outcome: 'too-many-redirects' });
    expect(paths).toHaveLength(6);
  });

  test.each(['file:///etc/passwd', 'gopher://x/', 'http://[', ''])(
    'a redirect to %j leads nowhere and is an answer',
    async (location) => {
      const { port } = await serve((_, response) => response.writeHead(302, { location }).end());
      const { outcome, status } = await ask(`http://127.0.0.1:${port}/`);
      expect([outcome, status]).toEqual(
        location === '' ? ['too-many-redirects', undefined] : ['answered', 302],
      );
    },
  );

  test('of 100 MB at most the first is read, and the connection closed', async () => {
    const chunk = Buffer.alloc(65_536, 'x');
    let poured = 0;
    const closed = Promise.withResolvers<void>();
    const { port } = await serve((_, response) => {
      response.once('close', closed.resolve);
      const pour = (): void => {
        while (!response.destroyed && poured < 100_000_000) {
          poured += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', pour);
            return;
          }
        }
      };
      pour();
    });
    const url = `http://127.0.0.1:${port}/`;
    expect(await ask({ url, isPrivate: true, contains: 'never' })).toMatchObject({
      outcome: 'answered',
      contains: false,
    });
    await closed.promise;
    expect(poured).toBeLessThan(50_000_000);
  });
});

describe('what does not answer', () => {
  const hang = async (behave: RequestListener): Promise<HealthAnswer> => {
    const reached = Promise.withResolvers<void>();
    const { port } = await serve((request, response) => {
      behave(request, response);
      reached.resolve();
    });
    const late = new AbortController();
    const answer = ask(
      { url: `http://127.0.0.1:${port}/`, isPrivate: true, contains: 'ok' },
      {},
      late.signal,
    );
    await reached.promise;
    late.abort(new DOMException('late', 'TimeoutError'));
    return answer;
  };

  test('one that hangs is left when the time is up', async () => {
    expect(await hang(() => {})).toMatchObject({ outcome: 'no-answer-in-time' });
  });

  test('one that answers, and hangs in the midst of it, too', async () => {
    expect(await hang((_, response) => response.writeHead(200).write('o'))).toMatchObject({
      outcome: 'no-answer-in-time',
    });
  });

  test('one that hangs takes no other with it', async () => {
    const { port } = await serve((request, response) => {
      if (request.url === '/well') response.end();
    });
    const late = new AbortController();
    const urls = ['/hangs', '/well'].map((path) => ({
      url: `http://127.0.0.1:${port}${path}`,
      isPrivate: true as const,
    }));
    const seen = createHealthUrlLooker()(asked<'health-url'>(urls, late.signal));
    await expect.poll(() => hosts[0]?.paths.length).toBe(2);
    await ask(`http://127.0.0.1:${port}/well`);
    late.abort();
    expect((await seen).map((one) => 'facts' in one && one.facts.outcome)).toEqual([
      'no-answer-in-time',
      'answered',
    ]);
  });

  test('nobody listens', async () => {
    const host = await startPlain(() => {});
    await host.stop();
    expect(await ask(`http://127.0.0.1:${host.port}/`)).toMatchObject({ outcome: 'not-reached' });
  });

  test('one that hangs up, and one that speaks another protocol', async () => {
    const { port } = await serve((request) => request.socket.destroy());
    expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({ outcome: 'not-reached' });
    expect(await ask(`https://127.0.0.1:${port}/`)).toMatchObject({ outcome: 'not-reached' });
  });

  test.each(['ENOTFOUND', 'EAI_AGAIN'])('a name of which the DNS says %s does not resolve', async (code) => {
    const resolve: HealthUrlOptions['resolve'] = (_hostname, _options, done) =>
      done(Object.assign(new Error(code), { code }), []);
    expect(await ask('http://shop.example/', { resolve })).toMatchObject({ outcome: 'no-such-name' });
  });
});

describe('over TLS', () => {
  const DAY_MS = 86_400_000;
  const usual = getCACertificates('default');
  afterEach(() => setDefaultCACertificates(usual));

  const secure = async (fromMs: number, untilMs: number, isTrusted = true) => {
    const certificate = makeCertificate(fromMs, untilMs);
    if (isTrusted) setDefaultCACertificates([certificate.cert]);
    const host = await startTls(certificate, (_, response) => response.end());
    hosts.push(host);
    return { host, answer: await ask(`https://127.0.0.1:${host.port}/`) };
  };

  test('the end of a good certificate is told', async () => {
    const untilMs = Math.floor(Date.now() / 1_000) * 1_000 + 3 * DAY_MS;
    const { answer } = await secure(Date.now() - DAY_MS, untilMs);
    expect(answer).toMatchObject({ outcome: 'answered', status: 200, certificateEndsAtMs: untilMs });
  });

  test.each([
    ['has ended', -2, -1, true],
    ['is not valid yet', 1, 2, true],
    ['nobody trusts', -1, 1, false],
  ] as const)(
    'a certificate that %s is refused before anything is asked',
    async (_, from, until, isTrusted) => {
      const { host, answer } = await secure(
        Date.now() + from * DAY_MS,
        Date.now() + until * DAY_MS,
        isTrusted,
      );
      expect(answer).toMatchObject({ outcome: 'certificate-refused' });
      expect(host.paths).toEqual([]);
    },
  );
});

const publicly = (url: string): HealthUrl => ({ url });

describe('an address that is not the internet’s is not reached unless it is listed', () => {
  const literals = [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '0.0.0.0'],
    ...['169.254.169.254', '224.0.0.1', '[::1]', '[::]', '[fe80::1]', '[fd00::1]', '[fd00:ec2::254]'],
    ...['[::ffff:127.0.0.1]', '[::ffff:10.0.0.1]', '[::ffff:a9fe:a9fe]'],
    // Other ways to write an IPv4 address into an IPv6 one: NAT64, SIIT, "compatible", 6to4; and site-local.
    ...['[64:ff9b::10.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[::ffff:0:127.0.0.1]', '[::10.0.0.1]'],
    ...['[2002:a9fe:a9fe::1]', '[fec0::1]'],
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

  test('a public IPv4 address behind NAT64 is a public address', () => {
    expect(mayReach('64:ff9b::8.8.8.8', false)).toBe(true);
  });

  test('loopback is private, and may be listed', () => {
    expect(['127.0.0.1', '::1'].map((address) => mayReach(address, true))).toEqual([true, true]);
  });

  test.each(['169.254.169.254', '[fe80::1]', '[fd00:ec2::254]', '0.0.0.0', '[64:ff9b::a9fe:a9fe]'])(
    '%s is reached by no list at all',
    async (host) => {
      expect(await ask(`http://${host}/`)).toMatchObject({ outcome: 'private-address' });
    },
  );

  /** Only the host of a test may be reached beside public addresses: it plays one. */
  const publicHost = async (behave: RequestListener) => {
    const host = await serve(behave);
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
    const other = await serve((_, response) => response.end());
    const { port } = await serve((_, response) =>
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
    const proxy = await serve(behave);
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
