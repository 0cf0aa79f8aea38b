import { createServer, type ServerResponse } from 'node:http';
import { own } from '../../domain/kernel/own.ts';
import { close, listen, loopback } from '../kernel/loopback.ts';
import { foreignHeader, foreignMessage } from '../kernel/own-address.ts';
import type { Timeline } from './estate/timeline.ts';
import { decodedPart, requestUrl } from './request-path.ts';
import type { PartHealth } from './situation/parts.ts';

/**
 * A web server that is as healthy as the situation says. It is an HTTP proxy, too, which reaches the hosts of the
 * situation and nothing else: no request leaves this machine.
 */
export interface HealthTarget {
  /** `<url>/<service>` is the health URL of a service; through it as a proxy, a service is reached by its host. */
  readonly url: string;
  stop(): Promise<void>;
}

const chunk = Buffer.alloc(65_536, 'x');

/** So many bytes, no faster than they are taken. */
const pour = (response: ServerResponse, bytes: number): void => {
  let left = bytes;
  const more = (): void => {
    while (left > 0) {
      const next = chunk.subarray(0, Math.min(left, chunk.length));
      left -= next.length;
      if (!response.write(next)) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes });
  more();
};

/** A proxy's own words for why no answer came. RFC 9209, "Proxy Error Types". */
const proxyErrors = {
  dns: 'dns_error',
  refused: 'connection_refused',
  certificate: 'tls_certificate_error',
} as const;

const fail = (response: ServerResponse, failure: keyof typeof proxyErrors): void => {
  response
    .writeHead(502, { 'proxy-status': `situation; error=${proxyErrors[failure]}`, 'content-length': 0 })
    .end();
};

const answer = (response: ServerResponse, health: PartHealth): void => {
  if ('hangs' in health) return;
  if ('fails' in health) {
    fail(response, health.fails);
    return;
  }
  if ('bytes' in health) {
    pour(response, health.bytes);
    return;
  }
  const { answers, body, location, after = 0 } = health;
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    ...(location === undefined ? {} : { location }),
  };
  setTimeout(() => response.writeHead(answers, headers).end(body), after).unref();
};

/** A request to a proxy names its target whole. RFC 9112, "absolute-form". */
const hostAsked = (target: string): string | undefined =>
  /^https?:\/\//i.test(target) ? requestUrl(target)?.hostname : undefined;

/** Whose health is asked for: by a host of the situation, or by the first part of a path. */
const healthAt = (timeline: Timeline, target: string): PartHealth | 'unknown' | 'unreadable' => {
  const { services } = timeline.whole(Date.now());
  const host = hostAsked(target);
  if (host !== undefined) {
    const service = Object.values(services).find((part) => part.host === host);
    return service === undefined ? { fails: 'dns' } : (service.health ?? 'unknown');
  }
  const name = decodedPart(requestUrl(target)?.pathname.split('/')[1] ?? '%');
  return name === undefined ? 'unreadable' : (own(services, name)?.health ?? 'unknown');
};

/** Starts it on a loopback port that the system chooses. It needs no credentials: a health URL has none. */
export const startHealthTarget = async (
  timelineNow: () => Promise<Timeline>,
  print: (line: string) => void,
): Promise<HealthTarget> => {
  const handle = async (target: string, response: ServerResponse): Promise<void> => {
    const health = healthAt(await timelineNow(), target);
    if (health === 'unreadable') response.writeHead(400).end();
    else if (health === 'unknown')
      response
        .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
        .end('The situation has no health check of it.\n');
    else answer(response, health);
  };
  const server = createServer((request, response) => {
    const { url: target = '/', headers } = request;
    // No web page makes a browser use this as its proxy; one under a name of its own asks for a path.
    const foreign = foreignHeader(hostAsked(target) === undefined ? headers : { ...headers, host: loopback });
    if (foreign !== undefined) {
      response.writeHead(403).end(foreignMessage(foreign));
      return;
    }
    handle(target, response).catch((error: unknown) => {
      print(`ERROR health target: ${String(error)}`);
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  const port = await listen(server, 0);
  return { url: `http://${loopback}:${port}`, stop: () => close(server) };
};
