import { Agent, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { HealthUrl } from '../../domain/kernel/estate.ts';
import { own } from '../../domain/kernel/own.ts';
import type { HealthAnswer, HealthOutcome } from '../../domain/triage/facts/health-answer.ts';
import { urlName } from '../../domain/triage/url-name.ts';
import type { Looker } from '../../protocol/ports/check.ts';
import { guardedLookup, mayReach, PrivateAddressError, type Resolve } from './private-addresses.ts';

const MAX_REDIRECTS = 5;
/** Read of an answer at most: more is not looked at, and the connection is closed. */
const MAX_BODY_BYTES = 1_000_000;

export interface HealthUrlOptions {
  /** Which addresses may be connected to; by default `mayReach`. */
  readonly mayConnect?: (address: string, isPrivate: boolean) => boolean;
  /** How names are looked up; by default Node's own way. */
  readonly resolve?: Resolve;
  /** A proxy through which plain HTTP goes: it resolves names and decides whom it reaches. The variable HTTP_PROXY. */
  readonly httpProxy?: string | undefined;
}

/** Asks every health URL at once, as a browser's first request would: GET, redirects followed, certificates checked. */
export const createHealthUrlLooker =
  ({ mayConnect = mayReach, resolve, httpProxy }: HealthUrlOptions = {}): Looker<'health-url'> =>
  ({ subjects, signal }) =>
    Promise.all(
      subjects.map(async (asked) => {
        const may = (address: string) => mayConnect(address, asked.isPrivate === true);
        const agent =
          httpProxy === undefined ? undefined : new Agent({ proxyEnv: { HTTP_PROXY: httpProxy } });
        return {
          resource: urlName(asked.url),
          facts: await ask(asked, { signal, lookup: guardedLookup(may, resolve), may, agent }),
        };
      }),
    );

interface Way {
  readonly signal: AbortSignal;
  readonly may: (address: string) => boolean;
  readonly lookup: LookupFunction;
  readonly agent: Agent | undefined;
}

const ask = async (asked: HealthUrl, way: Way): Promise<HealthAnswer> => {
  const startMs = performance.now();
  const tookMs = () => Math.round(performance.now() - startMs);
  let url = new URL(asked.url);
  try {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const { answer, ends } = await send(url, way);
      const refused = proxyOutcome(answer);
      if (refused !== undefined) {
        answer.destroy();
        return { asked, outcome: refused, tookMs: tookMs() };
      }
      const next = redirectOf(answer, url);
      // A private address is reached because a team lists it; where it sends us is not listed.
      if (next !== undefined && asked.isPrivate === true && next.host !== url.host)
        throw new PrivateAddressError(`${url.host} redirects to another host`);
      if (next === undefined) {
        const body = asked.contains === undefined ? '' : await readBody(answer);
        answer.destroy();
        return {
          asked,
          outcome: 'answered',
          status: answer.statusCode ?? 0,
          ...(asked.contains === undefined ? {} : { contains: body.includes(asked.contains) }),
          tookMs: tookMs(),
          ...(ends === undefined ? {} : { certificateEndsAtMs: ends }),
        };
      }
      answer.destroy();
      url = next;
    }
    return { asked, outcome: 'too-many-redirects', tookMs: tookMs() };
  } catch (error) {
    return { asked, outcome: outcomeOf(error, way.signal), tookMs: tookMs() };
  }
};

const send = (url: URL, { signal, may, lookup, agent }: Way) =>
  new Promise<{ readonly answer: IncomingMessage; readonly ends?: number }>((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // A literal address is never looked up, so it is checked here.
    if (isIP(host) !== 0 && !may(host))
      return reject(new PrivateAddressError(`${host} is a private address`));
    const isPlain = url.protocol === 'http:';
    const headers = { 'user-agent': 'tocsin-health-check', accept: '*/*' };
    const options = {
      signal,
      headers,
      agent: isPlain ? (agent ?? false) : false,
      lookup,
    };
    const asking = isPlain ? plainRequest(url, options) : tlsRequest(url, options);
    asking.once('response', (answer) => {
      const { socket } = answer;
      const ends =
        socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : Number.NaN;
      resolve({ answer, ...(Number.isNaN(ends) ? {} : { ends }) });
    });
    asking.once('error', reject);
    return asking.end();
  });

/** What a proxy says that it met instead of an answer. RFC 9209, "Proxy Error Types". */
const proxyErrors: Readonly<Record<string, HealthOutcome>> = {
  dns_error: 'no-such-name',
  dns_timeout: 'no-such-name',
  destination_ip_prohibited: 'private-address',
  connection_timeout: 'no-answer-in-time',
  http_response_timeout: 'no-answer-in-time',
  tls_certificate_error: 'certificate-refused',
  connection_refused: 'not-reached',
  destination_unavailable: 'not-reached',
};

const proxyOutcome = ({ headers }: IncomingMessage): HealthOutcome | undefined => {
  const [, error = ''] = /;\s*error=([a-z_]{1,40})/.exec(String(headers['proxy-status'] ?? '')) ?? [];
  return own(proxyErrors, error);
};

/** Where an answer sends the browser: to http and https alone. */
const redirectOf = ({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined => {
  if (statusCode < 300 || statusCode > 399 || headers.location === undefined) return undefined;
  const to = URL.canParse(headers.location, from.href) ? new URL(headers.location, from.href) : undefined;
  return to !== undefined && (to.protocol === 'https:' || to.protocol === 'http:') ? to : undefined;
};

const readBody = async (answer: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer) {
    const chunk = Buffer.from(part);
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes >= MAX_BODY_BYTES) break;
  }
  answer.destroy();
  return Buffer.concat(parts).subarray(0, MAX_BODY_BYTES).toString('utf8');
};

/** Node's and OpenSSL's names of what went wrong. Node.js, "Errors"; TLS, "X509 certificate error codes". */
const outcomes: readonly { readonly outcome: HealthOutcome; readonly code: RegExp }[] = [
  { outcome: 'no-such-name', code: /ENOTFOUND|EAI_/ },
  { outcome: 'certificate-refused', code: /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/ },
  { outcome: 'no-answer-in-time', code: /TIMEDOUT|TIMEOUT/ },
];

const outcomeOf = (error: unknown, signal: AbortSignal): HealthOutcome => {
  if (error instanceof PrivateAddressError) return 'private-address';
  if (signal.aborted) return 'no-answer-in-time';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return outcomes.find((row) => row.code.test(code))?.outcome ?? 'not-reached';
};
