import { createServer } from 'node:http';
import { close, listen, loopback } from '../kernel/loopback.ts';
import { foreignHeader, foreignMessage } from '../kernel/own-address.ts';
import { type HttpHandler, send } from './http-api.ts';

/** The host's HTTP port: taken before anything else starts, opened when the stack is ready. */
export interface FrontDoor {
  readonly url: string;
  open(api: HttpHandler, local: HttpHandler): void;
  close(): Promise<void>;
}

const message = (status: number, text: string) => ({
  status,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: Buffer.from(JSON.stringify({ message: text })),
});

/** Takes the port; a port in use is a HostError. Until it is opened every request is answered 503. */
export const takePort = async (port: number, print: (line: string) => void): Promise<FrontDoor> => {
  let handle: HttpHandler = async (_request, response) =>
    send(response, message(503, 'The local host is starting.'));
  const server = createServer((request, response) => {
    const foreign = foreignHeader(request.headers);
    if (foreign !== undefined) return send(response, message(403, foreignMessage(foreign)));
    const url = URL.parse(`http://${loopback}${request.url ?? '/'}`);
    if (url === null) return send(response, message(400, 'Bad Request'));
    handle(request, response, url).catch((error: unknown) => {
      print(`ERROR ${request.method} ${url.pathname}: ${String(error)}`);
      if (!response.headersSent) send(response, message(500, 'Internal Server Error'));
    });
  });
  const taken = await listen(server, port);
  return {
    url: `http://${loopback}:${taken}`,
    open: (api, local) => {
      handle = (request, response, url) =>
        (url.pathname.startsWith('/local/') ? local : api)(request, response, url);
    },
    close: () => close(server),
  };
};
