import { buildApp } from 'fauxqs';
import type { AccessKey } from '../kernel/access-key.ts';
import { loopback } from '../kernel/loopback.ts';
import { localAccountId } from '../kernel/place.ts';
import type { Emulator } from './embedded-dynamodb.ts';
import { guard } from './guard.ts';
import { sendProtocolTexts } from './protocol-text.ts';
import { joinStatements } from './queue-transactions.ts';
import { answerRepeatsOnce } from './repeated-publish.ts';
import { type ActionAnswer, act, noteActions } from './sqs-actions.ts';
import { keepTraceHeaders } from './trace-headers.ts';

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;

/** What the host calls of the emulator's disk storage. */
interface Persistence {
  loadSqsAndSns(sqs: Stores['sqsStore'], sns: Stores['snsStore']): void;
  close(): void;
}

/**
 * Amazon SQS API reference, SendMessage, "MessageBody": what is refused. fauxqs also refuses all beyond U+FFFF, which
 * would keep out an alarm that has an emoji in its name.
 */
const refusedCharacter = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

interface Parts {
  readonly stores: Stores;
  readonly persistence: Persistence;
  readonly inTransaction: <T>(work: () => T) => T;
}

/**
 * fauxqs's own `startFauxqs` listens on every address, which would hand a laptop's queues to its network. So its
 * parts are put together here; they lie beside its entry point and are not among its exports.
 */
const loadParts = async (dataDir: string): Promise<Parts> => {
  const part = (path: string) => import(new URL(path, import.meta.resolve('fauxqs')).href);
  const [sqs, sns, s3, disk, types, router] = await Promise.all(
    [
      './sqs/sqsStore.js',
      './sns/snsStore.js',
      './s3/s3Store.js',
      './persistence.js',
      './sqs/sqsTypes.js',
      './sqs/sqsRouter.js',
    ].map(part),
  );
  Object.assign(types.INVALID_MESSAGE_BODY_CHAR, { test: (body: string) => refusedCharacter.test(body) });
  noteActions(router.SqsRouter);
  keepTraceHeaders(router.SqsRouter);
  const stores: Stores = {
    sqsStore: new sqs.SqsStore(),
    snsStore: new sns.SnsStore(),
    s3Store: new s3.S3Store(),
  };
  const persistence = new disk.PersistenceManager(dataDir);
  /* What is answered outlives the process, as the operating system has it; a wait for the disk a message would not. */
  persistence.db.exec('PRAGMA synchronous = NORMAL');
  return { stores, persistence, inTransaction: joinStatements(sqs.SqsQueue, persistence.db) };
};

const attachPersistence = ({ stores, persistence }: Parts): void => {
  persistence.loadSqsAndSns(stores.sqsStore, stores.snsStore);
  Object.assign(stores.sqsStore, { persistence });
  Object.assign(stores.snsStore, { persistence });
  for (const queue of stores.sqsStore.allQueues()) Object.assign(queue, { persistence });
};

/**
 * Queue URLs of this run: those on disk carry the former port. Clients take a queue's URL for the address to call,
 * and `sqs.<region>.localhost`, which fauxqs would say, does not resolve everywhere.
 */
const readdress = ({ stores }: Parts, url: string): void => {
  for (const queue of stores.sqsStore.allQueues()) {
    Object.assign(queue, { url: `${url}/${localAccountId}/${queue.name}` });
  }
};

/** Messages that were being worked on when the last host went away. */
export interface HeldMessage {
  readonly queue: string;
  readonly receiptHandle: string;
}

export interface Messaging extends Emulator {
  /** Messages in flight when it started. */
  readonly held: readonly HeldMessage[];
  /** What SQS answers to an action of its API; throws what it refuses with. */
  answer(name: string, input: object): ActionAnswer | Promise<ActionAnswer>;
}

const heldIn = ({ stores }: Parts): readonly HeldMessage[] =>
  [...stores.sqsStore.allQueues()].flatMap(({ name }) =>
    (stores.sqsStore.inspectQueue(name)?.messages.inflight ?? []).map(({ receiptHandle }) => ({
      queue: name,
      receiptHandle,
    })),
  );

/** What acts on up to ten messages at once, and never waits: written in one transaction. */
const batches: ReadonlySet<string> = new Set(['SendMessageBatch', 'DeleteMessageBatch']);

const answererOf =
  ({ stores, inTransaction }: Parts): Messaging['answer'] =>
  (name, input) =>
    batches.has(name)
      ? inTransaction(() => act(stores.sqsStore, name, input))
      : act(stores.sqsStore, name, input);

/**
 * SQS and SNS on disk (SQLite, written through), on a loopback port that the system chooses.
 * @param wholeFor names of queues that get all the texts of a publish at once
 */
export const startMessaging = async (
  dataDir: string,
  region: string,
  credentials: AccessKey,
  wholeFor: readonly string[] = [],
): Promise<Messaging> => {
  const parts = await loadParts(dataDir);
  attachPersistence(parts);
  const app = buildApp({ logger: false, defaultRegion: region, stores: parts.stores });
  answerRepeatsOnce(app);
  sendProtocolTexts(app, parts.stores, new Set(wholeFor));
  guard(app.server, credentials, 'query');
  /* Without a name of its own it answers with the address that it was called by. */
  parts.stores.sqsStore.host = '';
  const url = await app.listen({ port: 0, host: loopback });
  readdress(parts, url);
  const held = heldIn(parts);
  return {
    url,
    held,
    answer: answererOf(parts),
    stop: async () => {
      await app.close();
      parts.persistence.close();
    },
  };
};
