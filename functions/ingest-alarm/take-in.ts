import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Transition } from '../../domain/signal/signal.ts';
import { parseIntake } from '../../events/intake/parse-intake.ts';
import type { Undecided } from '../../events/intake/reading.ts';
import type { Ingested } from '../../protocol/intake/batch.ts';
import { ingest } from '../../protocol/intake/ingest.ts';
import type { Journal } from '../../protocol/ports/journal.ts';
import type { IgnoredEvent } from '../../protocol/ports/record.ts';
import type { Shell } from '../../protocol/shell.ts';
import { createBoundedJournal } from './bounded-journal.ts';
import { claimedByRules } from './claimed.ts';
import { countAlike } from './count-alike.ts';
import { batchesOf, sentAtMs } from './receipt.ts';

/** What intake needs beside the protocol. */
export interface Intake {
  readonly shell: Shell;
  /** Hands a message over to `page-undecided` at once: a retry cannot make it decidable. */
  readonly setAside: (message: SetAside) => Promise<void>;
}

export interface SetAside {
  readonly body: string;
  /** The literal reason, and the field at fault where there is one: `missing-field:detail.alarmName`. */
  readonly reason: string;
  /** How many equal messages it stands for, where they were counted; 0: it is kept, and pages nobody. */
  readonly count?: number;
}

/**
 * Takes in the records of the intake queue. Each record that fails is answered as failed alone. Undecided messages go to
 * the dead letters with their reason, so that they are paged raw (I1).
 */
export const takeIn = async (intake: Intake, records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
  const failed = new Set<string>();
  for (const batch of batchesOf(records, intake.shell.hash)) {
    try {
      for (const messageId of await takeBatch(intake, batch)) failed.add(messageId);
    } catch (error) {
      for (const { messageId } of batch) {
        intake.shell.journal.note('error', 'ingest-failed', { messageId, why: nameOf(error) });
        failed.add(messageId);
      }
    }
  }
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
};

/** Answers with the ids of the messages that failed. */
const takeBatch = async (
  { shell, setAside }: Intake,
  records: readonly SQSRecord[],
): Promise<ReadonlySet<string>> => {
  const { ownAlarmPrefix, accounts } = shell.configuration;
  const parsed = records.map((record) => {
    const context = { receivedAtMs: sentAtMs(record, shell.now()), ownAlarmPrefix, accounts };
    return { record, ...claimedByRules(parseIntake(record.body, context), shell.configuration) };
  });
  const transitions = parsed.flatMap(({ record, transitions }) =>
    transitions.map((transition) => ({ record, transition })),
  );
  const ingested = await ingestAll(
    shell,
    transitions.map(({ transition }) => transition),
  );
  const failed = new Set<string>();
  const journals = new Map(
    records.map(({ messageId }) => [messageId, createBoundedJournal(shell.journal, messageId)]),
  );
  const journalOf = ({ messageId }: SQSRecord): Journal => journals.get(messageId) ?? shell.journal;
  for (const [n, { record, transition }] of transitions.entries()) {
    if (!journalResult(journalOf(record), record, transition, ingested[n])) failed.add(record.messageId);
  }
  const ignored = parsed.flatMap(({ record, ignored }) => ignored.map((event) => ({ record, event })));
  const undecidable = parsed.filter(({ undecided }) => undecided.length > 0);
  const alike = Map.groupBy(undecidable, ({ record, undecided }) => shapeOf(undecided) ?? record.messageId);
  await Promise.all([
    keepIgnored(shell, journalOf, ignored, failed),
    ...[...alike.values()].map((messages) => putAlikeAside({ shell, setAside }, journalOf, messages, failed)),
  ]);
  for (const journal of journals.values()) journal.end();
  return failed;
};

/**
 * If the record cannot be reached at all, each transition fails. Nothing is thrown, since nobody redacts what Lambda
 * logs of an error (I10).
 */
const ingestAll = async (shell: Shell, transitions: readonly Transition[]): Promise<readonly Ingested[]> => {
  if (transitions.length === 0) return [];
  try {
    return await ingest(shell, transitions);
  } catch (error) {
    return transitions.map(() => ({ kind: 'failed', error }));
  }
};

/** Logs what became of a transition; false where it has to come again. */
const journalResult = (
  journal: Journal,
  record: SQSRecord,
  transition: Transition,
  result: Ingested | undefined,
): boolean => {
  const fields = { messageId: record.messageId, signal: transition.signal.id, kind: transition.signal.kind };
  if (result === undefined || result.kind === 'failed') {
    journal.note('error', 'ingest-failed', { ...fields, why: nameOf(result?.error) });
    return false;
  }
  const reason = result.kind === 'ignored' ? result.reason : result.kind;
  journal.note('info', reason, {
    ...fields,
    ...(result.incidentId ? { incidentId: result.incidentId } : {}),
  });
  return true;
};

const nameOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';

interface Kept {
  readonly record: SQSRecord;
  readonly event: { readonly reason: string; readonly subject: string };
}

const keepIgnored = async (
  shell: Shell,
  journalOf: (record: SQSRecord) => Journal,
  kept: readonly Kept[],
  failed: Set<string>,
): Promise<void> => {
  if (kept.length === 0) return;
  const events: IgnoredEvent[] = kept.map(({ event }) => ({
    atMs: shell.now(),
    subject: event.subject,
    reason: event.reason,
  }));
  for (const { event, record } of kept)
    journalOf(record).note('info', event.reason, { messageId: record.messageId, subject: event.subject });
  try {
    await shell.store.recordIgnored(events);
  } catch (error) {
    shell.journal.note('error', 'ignored-not-recorded', { why: nameOf(error) });
    for (const { record } of kept) failed.add(record.messageId);
  }
};

interface Undecidable {
  readonly record: SQSRecord;
  readonly undecided: readonly Undecided[];
}

/** Where the whole message is one that intake does not know: the id that messages of its shape share. */
const notificationOf = (undecided: readonly Undecided[]) =>
  undecided.length === 1 ? undecided[0]?.notification : undefined;

const shapeOf = (undecided: readonly Undecided[]): string | undefined => notificationOf(undecided)?.signal.id;

/** The first of messages of one shape pages for all, if it pages; the others are kept. */
const putAlikeAside = async (
  { shell, setAside }: Intake,
  journalOf: (record: SQSRecord) => Journal,
  messages: readonly Undecidable[],
  failed: Set<string>,
): Promise<void> => {
  const [first, ...others] = messages;
  if (first === undefined) return;
  const notification = notificationOf(first.undecided);
  const count =
    notification === undefined
      ? undefined
      : await countAlike(shell, notification, first.record.messageId, messages.length);
  await Promise.all([
    putAside(setAside, journalOf(first.record), first, failed, count),
    ...others.map((message) => putAside(setAside, journalOf(message.record), message, failed, 0)),
  ]);
};

/** Puts a message aside whole and once, however many of its parts are undecided. */
const putAside = async (
  setAside: Intake['setAside'],
  journal: Journal,
  { record, undecided }: Undecidable,
  failed: Set<string>,
  count: number | undefined,
): Promise<void> => {
  for (const { reason, field, detail } of undecided) {
    journal.note('error', reason, { messageId: record.messageId, field, detail });
  }
  try {
    await setAside({
      body: record.body,
      reason:
        undecided.map(({ reason, field }) => (field === undefined ? reason : `${reason}:${field}`))[0] ??
        'undecided',
      ...(count === undefined ? {} : { count }),
    });
  } catch (error) {
    journal.note('error', 'set-aside-failed', { messageId: record.messageId, why: nameOf(error) });
    failed.add(record.messageId);
  }
};
