import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import configuration from '../../.build/configuration.json' with { type: 'json' };
import { createDynamoDbIncidentStore } from '../../adapters/dynamodb/incident-store.ts';
import { createTable, type Table } from '../../adapters/dynamodb/table.ts';
import { createEventBridgeEventBus } from '../../adapters/eventbridge/event-bus.ts';
import { createPowertoolsJournal } from '../../adapters/powertools/journal.ts';
import { createSnsNoticePublisher } from '../../adapters/sns/notice-publisher.ts';
import { createSqsTimerQueue } from '../../adapters/sqs/timer-queue.ts';
import { scaleDurations } from '../../config/scale.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import type { Shell } from '../../protocol/shell.ts';
import type { Environment } from './environment.ts';
import { pauseMs } from './pause.ts';

/**
 * Leases last past the function's own timeout, so that nobody takes over work in progress. docs/architecture.md,
 * Outbox.
 */
const LEASE_MARGIN_MS = 2_000;

/** The configuration was checked when the bundle was made: config/compile.ts. */
const compiled = configuration as Configuration;

/** The protocol's shell on AWS. Built once, while the function starts. */
export const buildShell = (
  environment: Environment,
  table: Table = createTable(environment.tableName),
): Shell => ({
  store: createDynamoDbIncidentStore(table),
  publisher: createSnsNoticePublisher(environment.topicArnPrefix),
  timers: createSqsTimerQueue(environment.timerQueueUrl),
  bus: createEventBridgeEventBus(environment.eventBusName),
  journal: createPowertoolsJournal(),
  configuration: scaleDurations(
    { ...compiled, ownAlarmPrefix: environment.ownAlarmPrefix },
    environment.timeScale,
  ),
  now: Date.now,
  newId: randomUUID,
  hash: shortHash,
  pause: (tries) => setTimeout(pauseMs(tries, Math.random())),
  leaseMs: 60_000,
});

/** For one invocation: effects are leased to it until it must have ended. */
export const leasedFor = (shell: Shell, context: Pick<Context, 'getRemainingTimeInMillis'>): Shell => ({
  ...shell,
  leaseMs: context.getRemainingTimeInMillis() + LEASE_MARGIN_MS,
});

const HASH_LENGTH = 12;

/** 60 bits of SHA-256 in the letters of Crockford's base 32: easy to read out loud, no I, L, O, U. */
const shortHash = (text: string): string => {
  const digits = '0123456789abcdefghjkmnpqrstvwxyz';
  const bytes = createHash('sha256').update(text).digest();
  return Array.from(bytes.subarray(0, HASH_LENGTH), (byte) => digits[byte % digits.length]).join('');
};
