import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderOf } from '../../../domain/signal/order.ts';
import { knownEvents } from '../../../events/intake/event-parsers.ts';
import { parseIntake } from '../../../events/intake/parse-intake.ts';
import { FUTURE_TOLERANCE_MS } from '../../../events/intake/timestamp.ts';
import { context, event, receivedAtMs, sampleNames, sampleText } from './messages.ts';

/** What must hold whatever came: I1, and what the domain relies on. */
const checkParsed = (body: string): void => {
  const { transitions, ignored, undecided } = parseIntake(body, context);
  expect(transitions.length + ignored.length + undecided.length).toBeGreaterThan(0);
  for (const { reason, subject } of ignored) {
    expect(reason).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(subject.length).toBeGreaterThan(0);
    expect(subject.length).toBeLessThanOrEqual(300);
  }
  for (const { reason, detail } of undecided) {
    expect(reason).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(detail.length).toBeLessThanOrEqual(500);
  }
  for (const transition of transitions) {
    expect(['ALARM', 'INSUFFICIENT_DATA', 'OK']).toContain(transition.state);
    expect(Number.isInteger(transition.atMs)).toBe(true);
    expect(transition.atMs).toBeGreaterThanOrEqual(0);
    expect(transition.atMs).toBeLessThanOrEqual(receivedAtMs + FUTURE_TOLERANCE_MS);
    expect(transition.onsetAtMs ?? 0).toBeLessThanOrEqual(transition.atMs);
    expect(orderOf(transition)).toMatch(/^\d{15}\.\d+$/);
    expect(transition.signal.id.isWellFormed() && transition.signal.name.isWellFormed()).toBe(true);
    expect(transition.signal.name).not.toMatch(/^\s*$|[\r\n]/);
    expect(Buffer.byteLength(transition.signal.id)).toBeLessThanOrEqual(900);
    expect(Array.from(transition.signal.name).length).toBeLessThanOrEqual(256);
    expect(Buffer.byteLength(JSON.stringify(transition))).toBeLessThanOrEqual(4096);
    expect(JSON.parse(JSON.stringify(transition))).toEqual(transition);
  }
};

const someSample = fc.constantFrom(...sampleNames);
const oddity = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    1e308,
    true,
    [],
    {},
    '2099-01-01T00:00:00Z',
    '\ud800',
    'x'.repeat(5000),
    // An object that cannot become a text.
    { toString: 1, valueOf: 1 },
  ),
  fc.jsonValue(),
);

/** All places of a JSON value, as paths. */
const pathsOf = (value: unknown, path: readonly string[] = []): string[][] => {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
};

const withAt = (value: unknown, path: readonly string[], put: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  copy[key] = withAt(copy[key], rest, put);
  return Array.isArray(value) ? Object.values(copy) : copy;
};

describe('whatever arrives ends as a transition, or ignored or undecided with a reason, and never throws (I1)', () => {
  test('any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), checkParsed), { numRuns: 500 });
  });

  test('any JSON', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 4 }), checkParsed), { numRuns: 500 });
  });

  test('any detail of every event type we read', () => {
    const types = [...knownEvents].map(([type, { source }]) => ({ type, source }));
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.jsonValue(), ({ type, source }, detail) =>
        checkParsed(event(type, source, detail)),
      ),
      { numRuns: 1000 },
    );
  });

  test('any sample with anything at any place', () => {
    const mutated = someSample.chain((name) => {
      const sample: unknown = JSON.parse(sampleText(name));
      const places = fc.constantFrom(...pathsOf(sample));
      const changes = fc.array(fc.tuple(places, oddity), { minLength: 1, maxLength: 3 });
      return changes.map((found) => found.reduce((value, [path, put]) => withAt(value, path, put), sample));
    });
    fc.assert(
      fc.property(mutated, (message) => checkParsed(JSON.stringify(message))),
      { numRuns: 2000 },
    );
  });

  /** What services write to topics themselves. */
  const notifications: readonly Record<string, unknown>[] = [
    {
      'Event Source': 'db-instance',
      'Event Time': '2026-11-20 03:03:58.120',
      'Identifier Link': 'https://console.aws.amazon.com/rds/home?region=eu-west-1',
      'Source ID': 'orders',
      'Event ID': 'USER_Events.html#RDS-EVENT-0004',
      'Event Message': 'DB instance shutdown.',
    },
    { Event: 'autoscaling:EC2_INSTANCE_LAUNCH_ERROR', AutoScalingGroupName: 'web', Details: {} },
    {
      requestContext: { functionArn: 'arn:aws:lambda:eu-west-1:1:function:f', condition: 'RetriesExhausted' },
    },
    { eventTriggerName: 't', deploymentId: 'd-1', status: 'FAILED', applicationName: 'shop' },
    { 'ElastiCache:CacheClusterScalingFailed': 'sessions' },
    { 'Event Source': 'replication-task', SourceId: 's', 'Event ID': 'DMS-EVENT-0078', 'Event Message': 'x' },
    { notificationType: 'Bounce', detail: { eventName: 'x' }, source: 'x' },
  ];

  test('any notification with anything at any place, over SNS', () => {
    const mutated = fc.constantFrom(...notifications).chain((told) => {
      const places = fc.constantFrom(...pathsOf(told));
      return fc.tuple(places, oddity).map(([path, put]) => withAt(told, path, put));
    });
    const envelope = { Type: 'Notification', TopicArn: 'arn:aws:sns:eu-west-1:1:t' };
    fc.assert(
      fc.property(mutated, (told) =>
        checkParsed(JSON.stringify({ ...envelope, Message: JSON.stringify(told) })),
      ),
      { numRuns: 1000 },
    );
  });

  test('any sample cut off anywhere', () => {
    fc.assert(
      fc.property(someSample, fc.nat(3000), (name, length) => checkParsed(sampleText(name).slice(0, length))),
      { numRuns: 300 },
    );
  });
});

test('parsing again gives the same, so that a redelivery is the same transition', () => {
  fc.assert(
    fc.property(someSample, fc.nat(86_400_000), (name, laterMs) => {
      const later = { ...context, receivedAtMs: receivedAtMs + 600_000 + laterMs };
      const evenLater = { ...later, receivedAtMs: later.receivedAtMs + 60_000 };
      expect(parseIntake(sampleText(name), evenLater)).toEqual(parseIntake(sampleText(name), later));
    }),
  );
});
