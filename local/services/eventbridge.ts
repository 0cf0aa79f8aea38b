import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AccessKey } from '../kernel/access-key.ts';
import { type Json, type JsonObject, objectIn } from '../kernel/json.ts';
import { close, listen, loopback } from '../kernel/loopback.ts';
import type { Place } from '../kernel/place.ts';
import { readBody } from '../kernel/request-body.ts';
import type { EventRouter } from '../runtime/event-router.ts';
import type { BusEvents } from './bus-events.ts';
import type { Emulator } from './embedded-dynamodb.ts';
import { guard } from './guard.ts';
import { type Entry, readPutEvents } from './put-events.ts';

export interface EventBridgeOptions {
  readonly router: EventRouter;
  readonly buses: readonly string[];
  readonly place: Place;
  readonly credentials: AccessKey;
  /** Gets what is put on the stack's own buses. */
  readonly busEvents: BusEvents;
  readonly print: (line: string) => void;
}

/** A request a little over PutEvents's own limit is still read, so that it gets the limit's own error. */
const mostBytes = 4_194_304;

const answer = (response: ServerResponse, status: number, body: Json): void => {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
  response.writeHead(status, headers).end(JSON.stringify(body));
};

const refuse = (response: ServerResponse, type: string, message: string): void =>
  answer(response, 400, { __type: type, message });

const deliver = async (
  entry: Entry,
  { router, busEvents, print }: EventBridgeOptions,
): Promise<JsonObject> => {
  if (entry.kind === 'refused') return { ErrorCode: entry.code, ErrorMessage: entry.message };
  const id = String(entry.event['id']);
  if (entry.bus !== 'default') busEvents.add(entry.event);
  try {
    const rules = await router.route(entry.bus, entry.event);
    if (rules.length === 0)
      print(
        `DEBUG event ${entry.event['source']} "${entry.event['detail-type']}" on bus ${entry.bus}: no rule matches`,
      );
    return { EventId: id };
  } catch (error) {
    return {
      ErrorCode: 'InternalFailure',
      ErrorMessage: `The event could not be delivered: ${String(error)}`,
    };
  }
};

const putEvents = async (
  request: JsonObject,
  response: ServerResponse,
  options: EventBridgeOptions,
): Promise<void> => {
  const entries = readPutEvents(request, options.buses, options.place);
  if (!Array.isArray(entries)) {
    if ('message' in entries) refuse(response, 'ValidationException', entries.message);
    return;
  }
  const results = await Promise.all(entries.map((entry) => deliver(entry, options)));
  answer(response, 200, {
    FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
    Entries: results,
  });
};

const handle = async (
  request: IncomingMessage,
  response: ServerResponse,
  options: EventBridgeOptions,
): Promise<void> => {
  const target = String(request.headers['x-amz-target'] ?? '');
  const body = await readBody(request, mostBytes);
  if (body === 'too-large')
    return refuse(response, 'RequestEntityTooLargeException', 'The request is too large.');
  if (target !== 'AWSEvents.PutEvents') {
    return refuse(
      response,
      'UnknownOperationException',
      `The local EventBridge knows PutEvents only, not ${target || 'a request without X-Amz-Target'}.`,
    );
  }
  const parsed = objectIn(body.toString('utf8'));
  if (parsed === undefined)
    return refuse(response, 'SerializationException', 'The request is not a JSON object.');
  await putEvents(parsed, response, options);
};

/** EventBridge's JSON 1.1 protocol on a loopback port that the system chooses: PutEvents, for every bus of the stack. */
export const startEventBridge = async (options: EventBridgeOptions): Promise<Emulator> => {
  const server = createServer((request, response) => {
    handle(request, response, options).catch((error: unknown) => {
      options.print(`ERROR local EventBridge: ${String(error)}`);
      if (!response.headersSent)
        answer(response, 500, { __type: 'InternalException', message: 'The local EventBridge failed.' });
    });
  });
  guard(server, options.credentials, 'json');
  const port = await listen(server, 0);
  return { url: `http://${loopback}:${port}`, stop: () => close(server) };
};
