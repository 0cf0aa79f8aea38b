import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../../../events/intake/sources/rds-events.ts';
import { atUtc, ignoredReason, sampleEvent, sampleText, transitionOf, undecidedOf } from '../messages.ts';

const rds = (changes: object, more: object = {}): string => {
  const sample = sampleEvent('rds-failover');
  return JSON.stringify({ ...sample, ...more, detail: { ...sample.detail, ...changes } });
};

describe('an RDS event', () => {
  test('of a failover stands for its database', () => {
    const { signal, ...transition } = transitionOf(sampleText('rds-failover'));
    expect(transition).toMatchObject({ state: 'ALARM', atMs: atUtc('03:04:02.604') });
    expect(signal).toMatchObject({
      id: 'arn:aws:rds:eu-west-1:111122223333:db:checkout-orders#failover',
      kind: 'database-event',
      name: 'checkout-orders: Multi-AZ instance failover started.',
      resources: ['arn:aws:rds:eu-west-1:111122223333:db:checkout-orders'],
      facts: {
        database: 'checkout-orders',
        topic: 'failover',
        eventId: 'RDS-EVENT-0013',
        categories: 'failover',
      },
    });
  });

  test('of a completed failover ends it', () => {
    const within = { receivedAtMs: atUtc('03:06:00'), ownAlarmPrefix: '', accounts: [] };
    const over = transitionOf(sampleText('rds-failover-completed'), within);
    expect(over.state).toBe('OK');
    expect(over.signal.id).toBe(transitionOf(sampleText('rds-failover')).signal.id);
  });

  test('names its database without the prefix that some identifiers carry', () => {
    const { signal } = transitionOf(rds({ SourceArn: undefined, SourceIdentifier: 'rds:checkout-orders' }));
    expect(signal.id).toBe(transitionOf(sampleText('rds-failover')).signal.id);
  });

  test('of a cluster without an ARN is that of a cluster', () => {
    const cluster = rds(
      { SourceArn: undefined, EventID: 'RDS-EVENT-0069' },
      { 'detail-type': 'RDS DB Cluster Event' },
    );
    expect(transitionOf(cluster).signal.id).toBe(
      'arn:aws:rds:eu-west-1:111122223333:cluster:checkout-orders#failover',
    );
  });

  test('keeps the tags of its database', () => {
    expect(transitionOf(rds({ Tags: { service: 'checkout' } })).signal.tags).toEqual({ service: 'checkout' });
  });

  test('that asks for nothing is set aside', () => {
    expect(ignoredReason(rds({ EventID: 'RDS-EVENT-0001', EventCategories: ['backup'] }))).toBe(
      'rds-informational',
    );
  });

  test('of trouble with an unnamed database cannot be decided on', () => {
    expect(undecidedOf(rds({ SourceArn: 'x', SourceIdentifier: undefined }))).toEqual([
      'missing-field',
      'detail.SourceArn',
    ]);
  });
});

describe('the table of RDS events', () => {
  test.each([
    ['0004', 'availability', 'ALARM'],
    ['0006', 'availability', 'OK'],
    ['0069', 'failover', 'ALARM'],
    ['0071', 'failover', 'OK'],
    ['0020', 'recovery', 'ALARM'],
    ['0021', 'recovery', 'OK'],
    ['0007', 'storage', 'ALARM'],
    ['0218', 'storage', 'OK'],
    ['0045', 'replication', 'ALARM'],
    ['0046', 'replication', 'OK'],
    ['0419', 'encryption-key', 'ALARM'],
    ['0420', 'encryption-key', 'OK'],
    ['0403', 'memory', 'ALARM'],
    ['0031', 'failure', 'ALARM'],
  ])('knows event %s as %s, %s', (number, topic, state) => {
    expect(meaningOf(`RDS-EVENT-${number}`, [])).toEqual({ topic, state });
  });

  test.each([
    ['availability', 'availability'],
    ['failover', 'failover'],
    ['Failure', 'failure'],
    ['low storage', 'storage'],
    ['recovery', 'recovery'],
    ['read replica', 'replication'],
    ['global failover', 'failover'],
  ])('takes an event it does not know for trouble by its category %s', (category, topic) => {
    expect(meaningOf('RDS-EVENT-9999', ['notification', category])).toEqual({ topic, state: 'ALARM' });
    expect(meaningOf(undefined, [category])).toEqual({ topic, state: 'ALARM' });
  });

  test.each(['0062', '0220', '0353'])('knows that event %s of a troubling category is none', (number) => {
    expect(meaningOf(`RDS-EVENT-${number}`, ['failure', 'read replica'])).toBe('informational');
  });

  test.each(['backup', 'maintenance', 'notification', 'configuration change', 'creation'])(
    'sets aside an event it does not know of category %s',
    (category) => {
      expect(meaningOf('RDS-EVENT-9999', [category])).toBe('informational');
    },
  );
});
