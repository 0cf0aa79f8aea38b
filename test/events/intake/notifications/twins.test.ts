import { describe, expect, test } from 'vitest';
import { event, ignoredReason, transitionOf, undecidedOf } from '../messages.ts';
import { published } from './published.ts';

/** What stands for a notification is the same as what stands for its event: id, state, name and facts. */
const outlineOf = (body: string) => {
  const { signal, state } = transitionOf(body);
  return { state, id: signal.id, kind: signal.kind, name: signal.name, facts: signal.facts };
};

describe('an RDS event subscription', () => {
  const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
  const told = (number: string, message: string, more: object = {}) => ({
    'Event Source': 'db-instance',
    'Event Time': '2026-11-20 03:03:58.120',
    'Identifier Link': 'https://console.aws.amazon.com/rds/home?region=eu-west-1#dbinstance:id=orders',
    'Source ID': 'orders',
    'Source ARN': arn,
    'Event ID': `http://docs.amazonwebservices.com/AmazonRDS/latest/UserGuide/USER_Events.html#RDS-EVENT-${number}`,
    'Event Message': message,
    ...more,
  });

  test.each([
    ['0013', 'Multi-AZ instance failover started.', 'ALARM'],
    ['0049', 'Multi-AZ instance failover completed.', 'OK'],
    ['0007', 'Allocated storage has been exhausted.', 'ALARM'],
  ])('about RDS-EVENT-%s is its event: %s', (number, message, state) => {
    const overSns = published(told(number, message), 'RDS Notification Message');
    const twin = event('RDS DB Instance Event', 'aws.rds', {
      EventID: `RDS-EVENT-${number}`,
      SourceIdentifier: 'orders',
      SourceArn: arn,
      Date: '2026-11-20T03:03:58.120Z',
      Message: message,
    });
    expect(outlineOf(overSns)).toEqual(outlineOf(twin));
    expect(transitionOf(overSns)).toMatchObject({ state, atMs: Date.UTC(2026, 10, 20, 3, 3, 58, 120) });
  });

  test.each([
    'The DB instance could not be started.',
    'Storage of the DB instance is low.',
    'The DB instance has crashed.',
    'The standby is unreachable.',
  ])('about an event that no table knows goes by its words: %s', (message) => {
    expect(transitionOf(published(told('9999', message))).state).toBe('ALARM');
  });

  test.each([
    ['db-proxy', 'RDS could not provision capacity for the proxy: too few addresses.', 'ALARM'],
    ['blue-green-deployment', 'The switchover from blue to green failed.', 'ALARM'],
  ])('of a %s counts where its words tell of trouble', (source, message, state) => {
    const more = { 'Event Source': source };
    expect(transitionOf(published(told('9998', message, more))).state).toBe(state);
    expect(ignoredReason(published(told('9998', 'It was modified.', more)))).toBe('rds-informational');
  });

  test('of a cluster ends what the cluster event began', () => {
    const cluster = arn.replace(':db:', ':cluster:');
    const began = event('RDS DB Cluster Event', 'aws.rds', {
      EventID: 'RDS-EVENT-0073',
      SourceArn: cluster,
      Message: 'Started failover to DB instance: orders-2.',
    });
    const over = told('0071', 'Completed failover to DB instance: orders-2.', {
      'Event Source': 'db-cluster',
      'Source ARN': cluster,
    });
    expect(transitionOf(published(over)).signal.id).toBe(transitionOf(began).signal.id);
  });

  test('without the ARN is known by its name, in the region of its link', () => {
    const { 'Source ARN': _, ...without } = told('0004', 'DB instance shutdown.');
    expect(transitionOf(published(without)).signal).toMatchObject({
      id: `${arn}#availability`,
      region: 'eu-west-1',
      account: '111122223333',
    });
  });

  test.each([
    ['0001', 'Backing up DB instance'],
    ['0002', 'Finished DB Instance backup'],
    ['0016', 'Reset master credentials'],
  ])('about a step that went well is set aside: RDS-EVENT-%s', (number, message) => {
    expect(ignoredReason(published(told(number, message)))).toBe('rds-informational');
  });

  test('about trouble that no table knows pages: it carries no category that would tell', () => {
    expect(transitionOf(published(told('9999', 'The DB instance is inaccessible.')))).toMatchObject({
      state: 'ALARM',
      signal: { id: `${arn}#failure` },
    });
    expect(ignoredReason(published(told('9999', 'The DB instance was renamed.')))).toBe('rds-informational');
  });

  test.each(['db-snapshot', 'db-cluster-snapshot', 'db-parameter-group'])(
    'about a %s, which serves nobody, is set aside',
    (source) => {
      const body = published(told('9999', 'It failed.', { 'Event Source': source }));
      expect(ignoredReason(body)).toBe('rds-informational');
    },
  );
});

describe('an Auto Scaling notification', () => {
  const group = 'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:9:autoScalingGroupName/web';
  const told = (word: string, more: object = {}) => ({
    Service: 'AWS Auto Scaling',
    AccountId: '111122223333',
    AutoScalingGroupARN: group,
    AutoScalingGroupName: 'web',
    Event: `autoscaling:${word}`,
    Time: '2026-11-20T03:04:05.000Z',
    ...more,
  });
  const failed = { StatusCode: 'Failed', StatusMessage: 'We do not have sufficient capacity.' };

  test.each([
    ['EC2_INSTANCE_LAUNCH_ERROR', 'EC2 Instance Launch Unsuccessful'],
    ['EC2_INSTANCE_TERMINATE_ERROR', 'EC2 Instance Terminate Unsuccessful'],
  ])('%s is its event', (word, detailType) => {
    const twin = event(
      detailType,
      'aws.autoscaling',
      { AutoScalingGroupName: 'web', ...failed },
      { resources: [group] },
    );
    expect(outlineOf(published(told(word, failed)))).toEqual(outlineOf(twin));
  });

  test.each([
    ['a launch that worked', told('EC2_INSTANCE_LAUNCH'), 'scaling-not-unsuccessful'],
    ['a termination that worked', told('EC2_INSTANCE_TERMINATE'), 'scaling-not-unsuccessful'],
    ['a test', told('TEST_NOTIFICATION'), 'test-notification'],
    [
      'a lifecycle hook',
      {
        ...told(''),
        Event: undefined,
        LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        LifecycleHookName: 'warm-up',
      },
      'event-not-watched',
    ],
    [
      'the test of a lifecycle hook',
      { ...told('TEST_NOTIFICATION'), LifecycleHookName: 'warm-up' },
      'test-notification',
    ],
  ])('of %s is set aside', (_, message, reason) => {
    expect(ignoredReason(published(message))).toBe(reason);
  });

  test('with a word that nobody foresaw pages raw', () => {
    expect(undecidedOf(published(told('EC2_INSTANCE_ON_FIRE')))[0]).toBe('unknown-shape');
  });
});

describe('a CodeDeploy trigger', () => {
  const told = (status: string) => ({
    region: 'eu-west-1',
    accountId: '111122223333',
    eventTriggerName: 'pages',
    applicationName: 'shop',
    deploymentId: 'd-1',
    deploymentGroupName: 'shop-prod',
    status,
  });

  test.each([
    ['FAILED', 'FAILURE'],
    ['SUCCEEDED', 'SUCCESS'],
  ])('of status %s is its event of state %s', (status, state) => {
    const twin = event('CodeDeploy Deployment State-change Notification', 'aws.codedeploy', {
      application: 'shop',
      deploymentGroup: 'shop-prod',
      deploymentId: 'd-1',
      state,
    });
    expect(outlineOf(published(told(status)))).toEqual(outlineOf(twin));
  });

  test('of a deployment that began, or of one instance, is set aside', () => {
    expect(ignoredReason(published(told('CREATED')))).toBe('codedeploy-not-failed');
    const instance = { ...told('x'), status: undefined, instanceId: 'i-1', instanceStatus: 'Failed' };
    expect(ignoredReason(published(instance))).toBe('covered-by-deployment');
  });
});
