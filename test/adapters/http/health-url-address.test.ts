import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { askHealth, createHealthHosts, publicly, resolvesTo } from './health-asking.ts';

const { serve, stop } = createHealthHosts();
afterEach(stop);

describe('an address that is not the internet’s is not reached unless it is listed', () => {
  const literals = [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '0.0.0.0'],
    ...['169.254.169.254', '224.0.0.1', '[::1]', '[::]', '[fe80::1]', '[fd00::1]', '[fd00:ec2::254]'],
    ...['[::ffff:127.0.0.1]', '[::ffff:10.0.0.1]', '[::ffff:a9fe:a9fe]'],
    // As a browser reads them: 127.0.0.1.
    ...['2130706433', '0x7f.1', '127.1'],
  ];
  test.each(literals)('written as %s', async (host) => {
    expect(await askHealth(publicly(`http://${host}:9/`))).toMatchObject({ outcome: 'private-address' });
    expect(await askHealth(publicly(`https://${host}:9/`))).toMatchObject({ outcome: 'private-address' });
  });

  test.each([['10.0.0.1'], ['169.254.169.254'], ['::1'], ['::ffff:192.168.0.1'], ['fd00:ec2::254']])(
    'by a name that resolves to %s',
    async (address) => {
      expect(await askHealth(publicly('http://shop.example/'), resolvesTo([address]))).toMatchObject({
        outcome: 'private-address',
      });
    },
  );

  test('by one of several addresses of a name', async () => {
    expect(
      await askHealth(publicly('http://shop.example/'), resolvesTo(['192.0.2.1', '10.0.0.1'])),
    ).toMatchObject({
      outcome: 'private-address',
    });
  });

  test.each(['169.254.169.254', '[fe80::1]', '[fd00:ec2::254]', '0.0.0.0'])(
    '%s is reached by no list at all',
    async (host) => {
      expect(await askHealth(`http://${host}/`)).toMatchObject({ outcome: 'private-address' });
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
      expect(await askHealth(publicly(`http://127.0.0.1:${host.port}/`), { mayConnect })).toMatchObject({
        outcome: 'private-address',
      });
    },
  );

  test('by a DNS whose answer changes between two requests', async () => {
    const { host, mayConnect } = await publicHost((_, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    const dns = resolvesTo(['127.0.0.1'], ['10.0.0.1']);
    expect(
      await askHealth(publicly(`http://shop.example:${host.port}/`), { mayConnect, ...dns }),
    ).toMatchObject({
      outcome: 'private-address',
    });
    expect(host.paths).toEqual(['/']);
  });

  test('what is listed as private is not led to another host', async () => {
    const other = await serve((_, response) => response.end());
    const { port } = await serve((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${other.port}/` }).end(),
    );
    expect(await askHealth(`http://127.0.0.1:${port}/`)).toMatchObject({ outcome: 'private-address' });
    expect(other.paths).toEqual([]);
  });
});
