import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { createHealthUrlLooker, type HealthUrlOptions } from '../../../adapters/http/health-url.ts';
import type { HealthUrl } from '../../../domain/kernel/estate.ts';
import type { HealthAnswer } from '../../../domain/triage/facts/health-answer.ts';
import { asked } from '../../contract/asked.ts';

/** A server on loopback that behaves as a test says. */
export interface HealthHost {
  readonly port: number;
  /** Paths that were asked for, in their order. */
  readonly paths: readonly string[];
  stop(): Promise<void>;
}

/** They end with the test that started them. */
const hosts: HealthHost[] = [];
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
});

const started = async (
  make: (listener: RequestListener) => Server,
  behave: RequestListener,
): Promise<HealthHost> => {
  const paths: string[] = [];
  const server = make((request, response) => {
    paths.push(request.url ?? '');
    behave(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host: HealthHost = {
    port: (server.address() as AddressInfo).port,
    paths,
    stop: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  hosts.push(host);
  return host;
};

export const startPlain = (behave: RequestListener): Promise<HealthHost> =>
  started(createPlainServer, behave);

export const startTls = (
  certificate: { readonly key: string; readonly cert: string },
  behave: RequestListener,
): Promise<HealthHost> => started((listener) => createTlsServer(certificate, listener), behave);

/** What a URL answered; one that is given as a text is listed as private, since it is on loopback. */
export const ask = async (
  url: HealthUrl | string,
  options: HealthUrlOptions = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<HealthAnswer> => {
  const subject = typeof url === 'string' ? { url, isPrivate: true as const } : url;
  const [seen] = await createHealthUrlLooker(options)(asked<'health-url'>([subject], signal));
  if (seen === undefined || 'error' in seen) throw new Error('nothing was seen');
  return seen.facts;
};
