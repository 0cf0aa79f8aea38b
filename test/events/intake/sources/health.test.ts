import { describe, expect, test } from 'vitest';
import { atUtc, ignoredReason, sampleEvent, sampleText, transitionOf, undecidedOf } from '../messages.ts';

const health = (changes: object): string => {
  const sample = sampleEvent('health-issue');
  return JSON.stringify({ ...sample, detail: { ...sample.detail, ...changes } });
};

describe('an AWS Health issue', () => {
  test('stands from its own start, in the region that is affected', () => {
    const { signal, ...transition } = transitionOf(
      health({ eventRegion: 'eu-central-1', lastUpdatedTime: 'Fri, 20 Nov 2026 03:03:20 GMT' }),
    );
    expect(transition).toMatchObject({
      state: 'ALARM',
      atMs: atUtc('03:03:20'),
      onsetAtMs: atUtc('02:50:00'),
    });
    expect(signal).toMatchObject({
      kind: 'health',
      name: 'AWS_EC2_OPERATIONAL_ISSUE',
      region: 'eu-central-1',
    });
    expect(signal.facts).toMatchObject({
      eventTypeCategory: 'issue',
      service: 'EC2',
      scope: 'ACCOUNT_SPECIFIC',
    });
  });

  test('that is closed is over, under the same id', () => {
    const closed = transitionOf(
      health({ statusCode: 'closed', lastUpdatedTime: 'Fri, 20 Nov 2026 03:04:00 GMT' }),
    );
    expect(closed.state).toBe('OK');
    expect(closed.signal.id).toBe(transitionOf(sampleText('health-issue')).signal.id);
  });

  test('that arrives twice is the same transition', () => {
    const body = health({ lastUpdatedTime: 'Fri, 20 Nov 2026 03:03:20 GMT' });
    const again = { ...JSON.parse(body), id: 'another', time: '2026-11-20T03:03:59Z' };
    expect(transitionOf(JSON.stringify(again))).toEqual(transitionOf(body));
  });

  test('with malformed times is dated by its envelope', () => {
    const odd = transitionOf(health({ lastUpdatedTime: 'Fri, 20 Nov 03:03 GMT', startTime: 'Fri' }));
    expect(odd.atMs).toBe(atUtc('03:03:25'));
    expect(odd.onsetAtMs).toBeUndefined();
  });

  test('of a category that nobody foresaw pages', () => {
    expect(transitionOf(health({ eventTypeCategory: 'investigation' })).state).toBe('ALARM');
    expect(transitionOf(health({ eventTypeCategory: undefined })).state).toBe('ALARM');
  });

  test('without its ARN is known by account, region and type', () => {
    expect(transitionOf(health({ eventArn: undefined })).signal.id).toBe(
      'health:111122223333:eu-west-1:AWS_EC2_OPERATIONAL_ISSUE',
    );
  });
});

test.each(['accountNotification', 'scheduledChange'])(
  'an AWS Health %s is set aside',
  (eventTypeCategory) => {
    expect(ignoredReason(health({ eventTypeCategory }))).toBe('health-informational');
  },
);

test.each(['AWS_RISK_CREDENTIALS_EXPOSED', 'AWS_ABUSE_DOS_REPORT'])(
  '%s stands, even as a notification',
  (eventTypeCode) => {
    expect(transitionOf(health({ eventTypeCode, eventTypeCategory: 'accountNotification' })).state).toBe(
      'ALARM',
    );
  },
);

test('of several accounts is a signal of each: closed for one is not over for another', () => {
  const of = (affectedAccount: string, statusCode: string) =>
    transitionOf(health({ affectedAccount, statusCode }));
  const [first, second, closed] = [of('1', 'open'), of('2', 'open'), of('1', 'closed')];
  expect(second.signal.id).not.toBe(first.signal.id);
  expect(closed).toMatchObject({ state: 'OK', signal: { id: first.signal.id } });
});

test('for an organisation and for the account itself is one signal', () => {
  const own = transitionOf(health({ affectedAccount: undefined }));
  const gathered = {
    ...JSON.parse(health({ affectedAccount: own.signal.account })),
    account: '999988887777',
  };
  expect(transitionOf(JSON.stringify(gathered)).signal.id).toBe(own.signal.id);
});

/** An event about one region that has come to another. */
const come = (to: string, eventRegion: string | undefined, backupEvent: unknown): string =>
  JSON.stringify({ ...JSON.parse(health({ backupEvent, eventRegion })), region: to });

test.each([
  ['us-west-2', 'eu-west-1', true],
  ['us-west-2', 'eu-west-1', 'true'],
  ['us-east-1', 'us-west-2', 'true'],
  ['us-west-2', 'global', 'true'],
])('a backup copy in %s of an event about %s (%j) is set aside', (to, about, flag) => {
  expect(ignoredReason(come(to, about, flag))).toBe('health-backup-copy');
});

test.each([
  ['eu-west-1', 'eu-west-1', 'true'],
  ['us-east-1', 'global', 'true'],
  ['eu-west-1', undefined, true],
  ['us-east-1', 'eu-west-1', 'false'],
])('an event in %s about %s (%j) is no backup copy and stands', (to, about, flag) => {
  expect(transitionOf(come(to, about, flag)).state).toBe('ALARM');
});

test('an AWS Health Abuse Event stands, whatever its category, and says that it is abuse', () => {
  const sample = JSON.parse(health({ service: undefined, eventTypeCategory: 'accountNotification' }));
  const abuse = transitionOf(JSON.stringify({ ...sample, 'detail-type': 'AWS Health Abuse Event' }));
  expect(abuse).toMatchObject({ state: 'ALARM', signal: { facts: { service: 'ABUSE', abuse: true } } });
});

test('an AWS Health event about nothing cannot be decided on', () => {
  const nothing = health({ eventArn: undefined, eventTypeCode: undefined, service: undefined });
  expect(undecidedOf(nothing)).toEqual(['missing-field', 'detail.eventArn']);
});
