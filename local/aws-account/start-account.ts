import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AccessKey } from '../kernel/access-key.ts';
import { close, listen, loopback } from '../kernel/loopback.ts';
import { readBody } from '../kernel/request-body.ts';
import { guard } from '../services/guard.ts';
import type { Answered, Call } from './answer-call.ts';
import { scopeOf } from './call-scope.ts';
import type { Timeline } from './estate/timeline.ts';
import { type HealthTarget, startHealthTarget } from './health-target.ts';
import { requestUrl } from './request-path.ts';

export interface AccountOptions {
  /** Name of a situation of the project, or a file. */
  readonly situation: string;
  /** Where a situation is that says nothing else. */
  readonly region: string;
  readonly accountId: string;
  readonly credentials: AccessKey;
  readonly timeScale: number;
  readonly print: (line: string) => void;
}

/** The stand-in AWS account at work. */
export interface Account {
  /** Where every service of it answers: a request's signature says which is meant. */
  readonly url: string;
  /** Where the services of the situation answer health checks: `<url>/<service>`. */
  readonly healthUrl: string;
  /** The situation that is on, as it was named. */
  situation(): string;
  /** Puts another situation on. Throws HostError for one that is not there or cannot be read. */
  change(nameOrFile: string): Promise<void>;
  stop(): Promise<void>;
}

/** A request is small: the largest that is asked for is a list of metrics. */
const mostBytes = 1_048_576;

const callOf = (request: IncomingMessage, url: URL, body: Buffer): Call => ({
  ...scopeOf(request),
  requestId: randomUUID(),
  method: request.method ?? 'POST',
  url,
  target: String(request.headers['x-amz-target'] ?? ''),
  body,
});

const send = (response: ServerResponse, { status, headers, body, breaksOff }: Answered): void => {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  if (breaksOff) response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  else response.end(bytes);
};

/** What is on: made when somebody first asks, since reading a situation takes longer than starting. */
interface Current {
  readonly name: string;
  readonly startedAtMs: number;
  readonly counts: Map<string, number>;
  timeline?: Timeline;
}

const timelineOf = async (current: Current, options: AccountOptions): Promise<Timeline> => {
  if (current.timeline !== undefined) return current.timeline;
  const [{ readSituation }, { makeTimeline }] = await Promise.all([
    import('./situation/read-situation.ts'),
    import('./estate/timeline.ts'),
  ]);
  const { region, accountId, timeScale } = options;
  current.timeline ??= makeTimeline(readSituation(current.name), {
    ...{ region, accountId, timeScale },
    startedAtMs: current.startedAtMs,
  });
  return current.timeline;
};

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms).unref());

/** Is read when it is first asked for; one that somebody chose is read at once, so that a mistake shows. */
const usual = 'healthy';

const put = (name: string): Current => ({ name, startedAtMs: Date.now(), counts: new Map() });

/**
 * Starts the account on loopback ports that the system chooses. It answers the official clients over their own protocols, out
 * of a situation; only to programs that sign with the access key.
 */
export const startAccount = async (options: AccountOptions): Promise<Account> => {
  let current = put(options.situation);
  const { print } = options;
  if (current.name !== usual) await timelineOf(current, options);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, mostBytes);
    const url = requestUrl(request.url);
    if (body === 'too-large' || url === undefined) {
      response.writeHead(url === undefined ? 400 : 413).end();
      return;
    }
    const { answerCall } = await import('./answer-call.ts');
    const { counts } = current;
    const answered = await answerCall(callOf(request, url, body), await timelineOf(current, options), counts);
    if (answered.delayMs > 0) await pause(answered.delayMs);
    send(response, answered);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      print(
        `ERROR stand-in AWS account: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  guard(server, options.credentials, 'query');
  const port = await listen(server, 0);
  const health: HealthTarget = await startHealthTarget(() => timelineOf(current, options), print);
  return {
    url: `http://${loopback}:${port}`,
    healthUrl: health.url,
    situation: () => current.name,
    change: async (nameOrFile) => {
      const next = put(nameOrFile);
      await timelineOf(next, options);
      current = next;
    },
    stop: async () => {
      await health.stop();
      await close(server);
    },
  };
};
