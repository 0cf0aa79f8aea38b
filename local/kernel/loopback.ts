import type { Server } from 'node:http';
import { HostError } from './host-error.ts';

/** Only this machine reaches what the host serves. */
export const loopback = '127.0.0.1';

/** Starts listening on the loopback address; port 0 lets the system choose. Returns the port. */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((done, fail) => {
    const refused = (error: NodeJS.ErrnoException): void => {
      const taken = error.code === 'EADDRINUSE';
      const why = taken
        ? 'is in use: stop what listens there, or set PORT to another one'
        : `cannot be used (${error.message})`;
      fail(new HostError(`Port ${port} ${why}.`));
    };
    server.once('error', refused);
    server.listen(port, loopback, () => {
      server.off('error', refused);
      const address = server.address();
      if (address === null || typeof address === 'string') fail(new Error(`No port behind ${address}`));
      else done(address.port);
    });
  });

/** Stops listening and drops open connections. */
export const close = (server: Server): Promise<void> =>
  new Promise((done, fail) => {
    server.close((error) => (error === undefined || error === null ? done() : fail(error)));
    server.closeAllConnections();
  });
