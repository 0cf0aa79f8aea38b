import { createHash } from 'node:crypto';
import type { buildApp } from 'fauxqs';
import { type JsonObject, objectIn } from '../kernel/json.ts';

type App = ReturnType<typeof buildApp>;
type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
type Queue = NonNullable<ReturnType<Stores['sqsStore']['getQueueByArn']>>;
type Message = Parameters<Queue['enqueue']>[0];

/**
 * Lets each queue get its protocol's own text of a publish with `MessageStructure` json, as SNS does (API reference,
 * Publish, "MessageStructure"). fauxqs hands on the whole structure: only the queues named here still get that.
 */
export const sendProtocolTexts = (app: App, { sqsStore }: Stores, wholeFor: ReadonlySet<string>): void => {
  const published = new Set<object>();
  app.addHook('preHandler', (request, _reply, done) => {
    if (isStructured(request.body)) published.add(request.body);
    done();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    if (typeof request.body === 'object' && request.body !== null) published.delete(request.body);
    done();
  });
  const find = sqsStore.getQueueByArn.bind(sqsStore);
  const getQueueByArn = (arn: string): Queue | undefined => {
    const queue = find(arn);
    if (queue === undefined || published.size === 0 || wholeFor.has(queue.name)) return queue;
    const structures = new Set([...published].map((body) => Reflect.get(body, 'Message')));
    const enqueue = (message: Message): void => queue.enqueue(ofProtocol(message, structures));
    return Object.create(queue, { enqueue: { value: enqueue } });
  };
  Object.assign(sqsStore, { getQueueByArn });
};

const isStructured = (body: unknown): body is object =>
  typeof body === 'object' &&
  body !== null &&
  Reflect.get(body, 'Action') === 'Publish' &&
  Reflect.get(body, 'MessageStructure') === 'json';

/** With raw delivery the body is the text itself, else an envelope around it. */
const ofProtocol = (message: Message, structures: ReadonlySet<unknown>): Message => {
  if (structures.has(message.body)) return withBody(message, textFor(objectIn(message.body)) ?? message.body);
  const envelope = objectIn(message.body);
  const structure = envelope?.['Message'];
  if (envelope === undefined || typeof structure !== 'string' || !structures.has(structure)) return message;
  const text = textFor(objectIn(structure));
  return text === undefined ? message : withBody(message, JSON.stringify({ ...envelope, Message: text }));
};

const textFor = (structure: JsonObject | undefined): string | undefined => {
  const text = structure?.['sqs'] ?? structure?.['default'];
  return typeof text === 'string' ? text : undefined;
};

/** SQS clients compare the digest. */
const withBody = (message: Message, body: string): Message => ({
  ...message,
  body,
  md5OfBody: createHash('md5').update(body).digest('hex'),
});
