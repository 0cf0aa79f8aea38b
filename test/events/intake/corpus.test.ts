import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { parseIntake } from '../../../events/intake/parse-intake.ts';
import { skipsAloud } from '../../skips-aloud.ts';

/**
 * Payloads collected from AWS documentation and other projects, beside the checkout where they are there. None is
 * copied into the project.
 */
const corpus = new URL('../../../../shared/samples/', import.meta.url);

const groups = [
  'alarm-eventbridge',
  'alarm-sns',
  'alarm-lambda',
  'guardduty',
  'securityhub',
  'health',
  'autoscaling',
  'rds',
  'ecs',
  'codepipeline',
  'codedeploy',
  'acm',
  'sns-sqs-envelope',
];

/** Payloads that cannot be decided on, and why that is right. */
const expectedUndecided: readonly (readonly [RegExp, string, string])[] = [
  [/^alarm-sns\/doc2026-schema-/, 'unknown-state', 'a schema: its state is the word "string"'],
  [/^alarm-sns\/keep-mock-/, 'unknown-shape', 'a mock of another product, in no shape that AWS sends'],
  [/^guardduty\/doc-sns-announcement-/, 'unknown-shape', 'news about the product, no finding'],
  [
    /^guardduty\/notifyslack-(malware-object-scan-)?sns-wrapped/,
    'foreign-account',
    'an event of another account than the topic it came by',
  ],
  [/^health\/healthtools-ecs-task-patching/, 'not-an-object', 'input of PutEvents, no event'],
  [/^autoscaling\/doc-instance-refresh-failed/, 'unknown-detail-type', 'a failure that we do not watch'],
  [/^codedeploy\/powertools-lifecycle-hook/, 'unknown-shape', 'input of a deployment hook, no event'],
  [
    /^sns-sqs-envelope\/(doc-(firehose|http-notification|sns|sqs)|go-sns|notifyslack-(backup|text)|powertools-snsEvent|ts-sns)/,
    'sns-text',
    'a text',
  ],
  [/^sns-sqs-envelope\/(go-sqs|java-sqs|powertools-sqsDlq)/, 'malformed-json', 'a body that is a text'],
  [/^sns-sqs-envelope\/(powertools-sqsEvent|ts-sqs-base)/, 'malformed-json', 'a body that is a text'],
  [/^sns-sqs-envelope\/(powertools-sqsEvent|ts-sqs-base)/, 'unknown-shape', 'a body of another application'],
  [
    /^sns-sqs-envelope\/(java-sns|powertools-snsSqs|ts-sqs-sns)/,
    'unknown-shape',
    'a message of another application',
  ],
  [/^sns-sqs-envelope\/notifyslack-glue/, 'unknown-detail-type', 'an event of Glue, which we do not watch'],
  [
    /^sns-sqs-envelope\/(powertools-kinesis|serverless-patterns)/,
    'unknown-shape',
    'an answer or input of another API',
  ],
];

const isSkipped = skipsAloud(!existsSync(corpus), 'the collected payloads are not beside the checkout');
const files = isSkipped
  ? []
  : groups.flatMap((group) => readdirSync(new URL(`${group}/`, corpus)).map((name) => `${group}/${name}`));

describe.skipIf(isSkipped)('the collected payloads', () => {
  const outcomes = new Map<string, number>();
  const count = (file: string, outcome: string): void => {
    const key = `${file.split('/')[0]}: ${outcome}`;
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
  };

  test.each(files)('%s parses, or is set aside with a named reason', (file) => {
    const context = { receivedAtMs: Date.UTC(2026, 10, 22), ownAlarmPrefix: 'tocsin-test-', accounts: [] };
    const parsed = parseIntake(readFileSync(new URL(file, corpus), 'utf8'), context);
    for (const { state } of parsed.transitions) count(file, `transition to ${state}`);
    for (const { reason } of parsed.ignored) count(file, `ignored, ${reason}`);
    for (const { reason } of parsed.undecided) count(file, `undecided, ${reason}`);
    expect(parsed.transitions.length + parsed.ignored.length + parsed.undecided.length).toBeGreaterThan(0);
    const allowed = expectedUndecided.filter(([pattern]) => pattern.test(file)).map(([, reason]) => reason);
    const found = parsed.undecided.map(({ reason }) => reason);
    expect(found.filter((reason) => !allowed.includes(reason))).toEqual([]);
    expect(allowed.filter((reason) => !found.some((actual) => actual === reason))).toEqual([]);
  });

  afterAll(() => {
    console.table(
      Object.fromEntries([...outcomes].sort().map(([outcome, payloads]) => [outcome, { payloads }])),
    );
  });
});
