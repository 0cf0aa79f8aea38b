import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { type LocalLists, makeLocalRoutes } from '../../local/http/local-routes.ts';
import { close, listen, loopback } from '../../local/kernel/loopback.ts';

export interface FrontDoor {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * One address for what the laptop host serves on one: `GET /local/notices` and `/local/events` here, everything else by the deployed API.
 * The emulator tells APIs apart by host name, but keeps `/health` to itself under every name; under the long path that
 * it also gives an API, everything reaches the API.
 */
export const openFrontDoor = async (
  emulatorUrl: string,
  apiId: string,
  token: string,
  lists: LocalLists,
): Promise<FrontDoor> => {
  const local = makeLocalRoutes(token, lists);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${loopback}`);
    if (!url.pathname.startsWith('/local/'))
      return pass(request, response, `${emulatorUrl}/_aws/execute-api/${apiId}/$default`);
    local(request, response, url).catch((error: unknown) => response.destroy(asError(error)));
  });
  const port = await listen(server, 0);
  return { url: `http://${loopback}:${port}`, close: () => close(server) };
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const pass = (request: IncomingMessage, response: ServerResponse, api: string): void => {
  const { method, headers } = request;
  const passed = forward(`${api}${request.url ?? '/'}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.once('error', (error) => response.destroy(error));
  request.pipe(passed);
};
