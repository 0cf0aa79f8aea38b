import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../../../local/host/host.ts';
import { removeFolders } from '../fixture/package.ts';
import { runFixture, stopHosts } from '../fixture/running-host.ts';

describe('the local HTTP API', () => {
  let host: Host;
  beforeAll(async () => {
    host = await runFixture();
  });
  afterAll(async () => {
    await stopHosts();
    removeFolders();
  });
  const call = (path: string, init: RequestInit = {}) => fetch(`${host.endpoints.api}${path}`, init);
  const echoed = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const answer = await call(path, init);
    expect(answer.status).toBe(201);
    return answer.json();
  };

  test('a function gets the event of payload format 2.0', async () => {
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Two': 'b', Cookie: 'a=1; c=2' },
      body: '{"é":1}',
    };
    expect(await echoed('/anything/here?x=1&x=2&y=%20', init)).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/anything/here',
      rawQueryString: 'x=1&x=2&y=%20',
      queryStringParameters: { x: '1,2', y: ' ' },
      headers: { 'content-type': 'application/json', 'x-two': 'b' },
      cookies: ['a=1', 'c=2'],
      body: '{"é":1}',
      isBase64Encoded: false,
      requestContext: {
        stage: '$default',
        http: { method: 'POST', path: '/anything/here', protocol: 'HTTP/1.1' },
      },
    });
  });

  test('a route with a variable comes before $default', async () => {
    expect(await echoed('/items/42')).toMatchObject({
      routeKey: 'GET /items/{id}',
      pathParameters: { id: '42' },
    });
    expect(await echoed('/items/42/more')).toMatchObject({ routeKey: '$default' });
  });

  test('a path that begins with two slashes stays on this host, and a broken escape is refused', async () => {
    expect(await echoed('//example.com/x')).toMatchObject({ rawPath: '//example.com/x' });
    expect((await call('/%E0%A4%A')).status).toBe(400);
  });

  test('a binary body arrives in base 64', async () => {
    const init = {
      method: 'PUT',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: new Uint8Array([1, 2, 255]),
    };
    expect(await echoed('/', init)).toMatchObject({ isBase64Encoded: true, body: 'AQL/' });
  });

  test('a binary answer goes out as bytes, with its cookies', async () => {
    const answer = await call('/bytes');
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([1, 2, 255]);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('a function that throws is answered as by API Gateway', async () => {
    const answer = await call('/throw');
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ message: 'Internal Server Error' });
  });

  test('a body above 10 MB is refused', async () => {
    const answer = await call('/', { method: 'POST', body: new Uint8Array(10 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
  });
});
