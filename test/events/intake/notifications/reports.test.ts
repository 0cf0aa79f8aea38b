import { describe, expect, test } from 'vitest';
import { event, ignoredReason, transitionOf, undecidedOf } from '../messages.ts';
import { published } from './published.ts';

const outlineOf = (body: string) => {
  const { signal, state } = transitionOf(body);
  return { state, id: signal.id, name: signal.name };
};

describe('Elastic Beanstalk', () => {
  const mail = (message: string): string =>
    `Timestamp: Fri Nov 20 03:04:00 UTC 2026\nMessage: ${message}\n\nEnvironment: shop-prod\nApplication: shop\n\nEnvironment URL: http://shop.test\nNotificationProcessId: 1`;
  const twin = (message: string, severity = 'INFO'): string =>
    event('Health status change', 'aws.elasticbeanstalk', {
      EnvironmentName: 'shop-prod',
      ApplicationName: 'shop',
      Severity: severity,
      Message: message,
    });

  test.each([
    ['Environment health has transitioned from Ok to Severe. 98 % of the requests fail.', 'ALARM', 'severe'],
    ['Environment health has transitioned from Ok to Degraded.', 'ALARM', 'degraded'],
    ['Environment health has transitioned from Severe to Ok.', 'OK', 'ok'],
  ])('%s', (message, state, health) => {
    expect(transitionOf(published(mail(message)))).toMatchObject({
      state,
      signal: {
        id: 'elastic beanstalk:111122223333:eu-west-1:shop-prod#health',
        facts: { service: 'Elastic Beanstalk', resource: 'shop-prod', health },
      },
    });
    expect(outlineOf(published(mail(message)))).toEqual(outlineOf(twin(message)));
  });

  test.each([
    ['Environment health has been set to RED', 'ALARM'],
    ['Environment health has been set to YELLOW', 'ALARM'],
    ['Environment health has been set to GREEN', 'OK'],
    ['Environment health has transitioned from No Data to Severe. No instance sends data.', 'ALARM'],
    ['Environment health has transitioned to Degraded.', 'ALARM'],
    ['Lost contact with instance i-1.', 'ALARM'],
  ])('%s: %s', (message, state) => expect(outlineOf(published(mail(message))).state).toBe(state));

  test.each(['No Data', 'Unknown', 'Pending', 'Suspended'])(
    'an environment that was Severe and is %s has not recovered',
    (status) =>
      expect(
        ignoredReason(published(mail(`Environment health has transitioned from Severe to ${status}.`))),
      ).toBe('event-not-watched'),
  );

  test('a deployment that failed stands; one that worked is set aside', () => {
    expect(outlineOf(published(mail('Failed to deploy application.'))).state).toBe('ALARM');
    expect(
      ignoredReason(published(mail('New application version was deployed to running EC2 instances.'))),
    ).toBe('notification-of-success');
  });

  test('an event of severity ERROR stands whatever its words', () => {
    expect(outlineOf(twin('Your environment could not be updated.', 'ERROR')).state).toBe('ALARM');
  });
});

describe('AWS Backup', () => {
  const volume = 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-7';
  const sentence = (said: string): string =>
    `An AWS Backup job ${said}. Resource ARN : ${volume}. BackupJob ID : 1b2345b2`;

  test('a job that failed stands until a job of the same resource completes', () => {
    const failed = outlineOf(published(sentence('failed'), 'Notification from AWS Backup'));
    const done = outlineOf(published(sentence('was completed successfully'), 'Notification from AWS Backup'));
    expect(failed).toMatchObject({ state: 'ALARM', name: 'vol-7: An AWS Backup job failed' });
    expect(done).toMatchObject({ state: 'OK', id: failed.id });
  });

  test('a job that expired failed', () => {
    expect(outlineOf(published(sentence('failed to complete in time'))).state).toBe('ALARM');
  });

  test('a job with issues did not go well', () => {
    expect(outlineOf(published(sentence('completed with issues'))).state).toBe('ALARM');
  });

  test('a job that began, and one that went well without a resource, are set aside', () => {
    expect(ignoredReason(published(sentence('was started')))).toBe('event-not-watched');
    expect(ignoredReason(published('An AWS Backup job was completed successfully.'))).toBe(
      'notification-of-success',
    );
  });
});

describe('ElastiCache and MemoryDB', () => {
  test.each([
    ['ElastiCache:CacheClusterScalingFailed', 'ElastiCache:CacheClusterScalingComplete'],
    ['ElastiCache:CacheNodeReplaceStarted', 'ElastiCache:CacheNodeReplaceComplete'],
    [
      'ElastiCache:AddCacheNodeFailed due to insufficient free IP addresses',
      'ElastiCache:AddCacheNodeComplete',
    ],
    ['MemoryDB:NodeReplaceStarted', 'MemoryDB:NodeReplaceComplete'],
  ])('%s stands until %s', (began, over) => {
    const standing = outlineOf(published({ [began]: 'sessions' }));
    expect(standing.state).toBe('ALARM');
    expect(outlineOf(published({ [over]: 'sessions' }))).toMatchObject({ state: 'OK', id: standing.id });
  });

  test('other steps are set aside', () => {
    expect(ignoredReason(published({ 'ElastiCache:CacheClusterParametersChanged': 'sessions' }))).toBe(
      'event-not-watched',
    );
  });
});

describe('Database Migration Service', () => {
  const told = (message: string) => ({
    'Event Source': 'replication-task',
    'Event Time': '2026-11-20 03:04:00.091',
    SourceId: 'ledger-copy',
    'Event ID': 'http://docs.aws.amazon.com/dms/latest/userguide/CHAP_Events.html#DMS-EVENT-0079 ',
    'Event Message': message,
  });

  test('a task that has stopped stands until it runs again', () => {
    const stopped = outlineOf(published(told('Replication task has stopped.')));
    expect(stopped).toMatchObject({ state: 'ALARM', name: 'ledger-copy: Replication task has stopped.' });
    expect(outlineOf(published(told('Replication task has started.')))).toMatchObject({
      state: 'OK',
      id: stopped.id,
    });
  });

  test('a failover has a cause until it is complete', () => {
    expect(outlineOf(published(told('Failover started for the instance.'))).state).toBe('ALARM');
    expect(outlineOf(published(told('Failover to the standby is complete.'))).state).toBe('OK');
  });

  test('a changed setting is set aside', () => {
    expect(ignoredReason(published(told('Replication task settings were modified.')))).toBe(
      'event-not-watched',
    );
  });
});

test.each([
  ['a budget', 'AWS Budget Notification\nYour budget has exceeded 80 %.', 'sns-text'],
  ['a bounce of SES', { notificationType: 'Bounce', bounce: {}, mail: {} }, 'unknown-shape'],
  ['a deployment of another tool', { deploymentId: 'x' }, 'unknown-shape'],
  ['a message with a function of another product', { requestContext: { functionArn: 'f' } }, 'unknown-shape'],
])('%s stays unknown and pages raw', (_, message, reason) => {
  expect(undecidedOf(published(message))[0]).toBe(reason);
});
