import type { RequestListener } from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { createHealthUrlLooker, type HealthUrlOptions } from '../../../adapters/http/health-url.ts';
import type { HealthAnswer } from '../../../domain/triage/facts/health-answer.ts';
import { asked } from '../../contract/asked.ts';
import { ask, startPlain, startTls } from './health-host.ts';
import { makeCertificate } from './made-certificate.ts';

describe('what a URL answers', () => {
  test.each([200, 204, 404, 503])('%d is told as it is', async (status) => {
    const { port } = await startPlain((_, response) => response.writeHead(status).end());
    expect(await ask(`http://127.0.0.1:${port}/health`)).toMatchObject({ outcome: 'answered', status });
  });

  test('a text is looked for where one is listed, and only there', async () => {
    const { port } = await startPlain((_, response) => response.end('all is well: ✓'));
    const url = `http://127.0.0.1:${port}/`;
    expect(await ask({ url, isPrivate: true, contains: 'well: ✓' })).toMatchObject({ contains: true });
    expect(await ask({ url, isPrivate: true, contains: 'unwell' })).toMatchObject({ contains: false });
    expect(await ask(url)).not.toHaveProperty('contains');
  });

  test('redirects are followed, five at most', async () => {
    const { port, paths } = await startPlain((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end();
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect(await ask(`http://127.0.0.1:${port}/5`)).toMatchObject({ outcome: 'answered', status: 200 });
    expect(paths).toEqual(['/5', '/4', '/3', '/2', '/1', '/0']);
    expect(await ask(`http://127.0.0.1:${port}/6`)).toMatchObject({ outcome: 'too-many-redirects' });
  });

  test('one that redirects for ever is left after six requests', async () => {
    const { port, paths } = await startPlain((_, response) =>
      response.writeHead(301, { location: '/' }).end(),
    );
    expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({ outcome: 'too-many-redirects' });
    expect(paths).toHaveLength(6);
  });

  test.each(['file:///etc/passwd', 'gopher://x/', 'http://[', ''])(
    'a redirect to %j leads nowhere and is an answer',
    async (location) => {
      const { port } = await startPlain((_, response) => response.writeHead(302, { location }).end());
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
    const { port } = await startPlain((_, response) => {
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
    const { port } = await startPlain((request, response) => {
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
    const { port, paths } = await startPlain((request, response) => {
      if (request.url === '/well') response.end();
    });
    const late = new AbortController();
    const urls = ['/hangs', '/well'].map((path) => ({
      url: `http://127.0.0.1:${port}${path}`,
      isPrivate: true as const,
    }));
    const seen = createHealthUrlLooker()(asked<'health-url'>(urls, late.signal));
    await expect.poll(() => paths.length).toBe(2);
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
    const { port } = await startPlain((request) => request.socket.destroy());
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
