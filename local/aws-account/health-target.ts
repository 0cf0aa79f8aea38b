import { createServer, type ServerResponse } from 'node:http';
import { own } from '../../domain/kernel/own.ts';
import { close, listen, loopback } from '../kernel/loopback.ts';
import { foreignHeader, foreignMessage } from '../kernel/own-address.ts';
import type { Timeline } from './estate/timeline.ts';
import { decodedPart, requestUrl } from './request-path.ts';
import type { PartHealth } from './situation/parts.ts';

/** A web server that is as healthy as the situation says. */
export interface HealthTarget {
  /** `<url>/<service>` is the health URL of a service. */
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

const answer = (response: ServerResponse, health: PartHealth): void => {
  if ('hangs' in health) return;
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

/** The state of a service's health check now; undefined where the situation has none of it. */
const healthOf = (timeline: Timeline, service: string): PartHealth | undefined => {
  return own(timeline.whole(Date.now()).services, service)?.health;
};

/** Starts it on a loopback port that the system chooses. It needs no credentials: a health URL has none. */
export const startHealthTarget = async (
  timelineNow: () => Promise<Timeline>,
  print: (line: string) => void,
): Promise<HealthTarget> => {
  const handle = async (target: string | undefined, response: ServerResponse): Promise<void> => {
    const name = decodedPart(requestUrl(target)?.pathname.split('/')[1] ?? '%');
    if (name === undefined) {
      response.writeHead(400).end();
      return;
    }
    const health = healthOf(await timelineNow(), name);
    if (health === undefined)
      response
        .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
        .end('The situation has no health check of it.\n');
    else answer(response, health);
  };
  const server = createServer((request, response) => {
    const foreign = foreignHeader(request.headers);
    if (foreign !== undefined) {
      response.writeHead(403).end(foreignMessage(foreign));
      return;
    }
    handle(request.url, response).catch((error: unknown) => {
      print(`ERROR health target: ${String(error)}`);
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  const port = await listen(server, 0);
  return { url: `http://${loopback}:${port}`, stop: () => close(server) };
};
