import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A server on loopback that behaves as a test says. */
export interface HealthHost {
  readonly port: number;
  /** Paths that were asked for, in their order. */
  readonly paths: readonly string[];
  stop(): Promise<void>;
}

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
  return {
    port: (server.address() as AddressInfo).port,
    paths,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};

export const startPlain = (behave: RequestListener): Promise<HealthHost> =>
  started(createPlainServer, behave);

export const startTls = (
  certificate: { readonly key: string; readonly cert: string },
  behave: RequestListener,
): Promise<HealthHost> => started((listener) => createTlsServer(certificate, listener), behave);
