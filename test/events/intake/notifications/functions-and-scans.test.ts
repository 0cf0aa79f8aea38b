import { describe, expect, test } from 'vitest';
import { parseIntake } from '../../../../events/intake/parse-intake.ts';
import { context, event, ignoredReason, transitionOf } from '../messages.ts';
import { published } from './published.ts';

/** What stands for a notification is the same as what stands for its event: id, state, name and facts. */
const outlineOf = (body: string) => {
  const { signal, state } = transitionOf(body);
  return { state, id: signal.id, kind: signal.kind, name: signal.name, facts: signal.facts };
};

describe('a Lambda destination', () => {
  const record = (condition: string, more: object = {}) => ({
    version: '1.0',
    timestamp: '2026-11-20T03:04:00.000Z',
    requestContext: {
      requestId: 'a1',
      functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:import:$LATEST',
      condition,
      approximateInvokeCount: 3,
    },
    requestPayload: { card: 'made-up-card' },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'TimeoutError', errorMessage: 'made-up-message' },
    ...more,
  });

  test.each(['RetriesExhausted', 'EventAgeExceeded', 'RetryAttemptsExhausted'])(
    'of failures (%s) is an incident of the function',
    (condition) => {
      const transition = transitionOf(published(record(condition)));
      expect(transition).toMatchObject({
        state: 'ALARM',
        reason: 'TimeoutError',
        signal: {
          id: 'arn:aws:lambda:eu-west-1:111122223333:function:import#invocation',
          kind: 'notification',
          name: `import: an invocation failed for good (${condition})`,
          facts: { service: 'Lambda', resourceType: 'function', resource: 'import' },
        },
      });
    },
  );

  test('is the same over EventBridge', () => {
    const twin = event('Lambda Function Invocation Result - Failure', 'lambda', record('RetriesExhausted'));
    expect(outlineOf(published(record('RetriesExhausted')))).toEqual(outlineOf(twin));
  });

  test('of successes is set aside', () => {
    expect(ignoredReason(published(record('Success')))).toBe('notification-of-success');
  });

  test('keeps nothing of what the function was given or said', () => {
    const parsed = JSON.stringify(parseIntake(published(record('RetriesExhausted')), context));
    expect(parsed).not.toContain('made-up-card');
    expect(parsed).not.toContain('made-up-message');
  });
});

describe('GuardDuty Malware Protection for S3', () => {
  const scan = (scanResultStatus: string) =>
    event('GuardDuty Malware Protection Object Scan Result', 'aws.guardduty', {
      schemaVersion: '1.0',
      scanStatus: 'COMPLETED',
      resourceType: 'S3_OBJECT',
      s3ObjectDetails: { bucketName: 'invoices', objectKey: 'march.zip' },
      scanResultDetails: { scanResultStatus, threats: [{ name: 'EICAR-Test-File' }] },
    });

  test('a threat is a finding about the bucket, over a rule and over a topic', () => {
    const transition = transitionOf(scan('THREATS_FOUND'));
    expect(transition).toMatchObject({
      state: 'ALARM',
      signal: { kind: 'finding', facts: { findingType: 'Object:S3/MaliciousFile', findingSeverity: 8 } },
    });
    expect(transition.signal.resources[0]).toBe('invoices');
    expect(outlineOf(published(scan('THREATS_FOUND')))).toEqual(outlineOf(scan('THREATS_FOUND')));
  });

  test.each(['NO_THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED'])('%s is set aside', (result) => {
    expect(ignoredReason(scan(result))).toBe('scan-found-nothing');
  });
});
