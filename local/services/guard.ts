import { IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AccessKey } from '../kernel/access-key.ts';
import { foreignHeader, foreignMessage } from '../kernel/own-address.ts';
import { readBody } from '../kernel/request-body.ts';
import { type Protocol, refuse } from './refusal.ts';
import { signatureChecker } from './signature.ts';

/** The most that any of the services takes: DynamoDB's 16 MB. */
const maxBytes = 16 * 1024 * 1024;

/** The request again, with the body that was read off it. */
const replay = (request: IncomingMessage, body: Buffer): IncomingMessage => {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  const again = Object.assign(new IncomingMessage(request.socket), {
    ...{ method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true },
  });
  again.headers = headers;
  if (body.length > 0) again.push(body);
  again.push(null);
  return again;
};

const refuseForeign = (response: ServerResponse, message: string): void => {
  response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
};

/**
 * Puts a guard before whatever the server's listeners do: only programs of this machine that sign with the access key
 * get through. Others are answered as AWS does.
 */
export const guard = (server: Server, key: AccessKey, protocol: Protocol): void => {
  const check = signatureChecker(key);
  const behind = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  const admit = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const foreign = foreignHeader(request.headers);
    if (foreign !== undefined) return refuseForeign(response, foreignMessage(foreign));
    const body = await readBody(request, maxBytes);
    if (body === 'too-large') {
      response.writeHead(413).end();
      return;
    }
    const { method = 'GET', url: target = '/', headers } = request;
    const problem = check({ method, target, headers, body });
    if (problem !== undefined) return refuse(response, problem, protocol, headers['content-type']);
    const again = replay(request, body);
    for (const listener of behind) listener.call(server, again, response as Parameters<RequestListener>[1]);
  };
  server.on('request', (request, response) => {
    /* Whoever hung up in the midst of a request waits for no answer. */
    admit(request, response).catch(() => response.destroy());
  });
};
