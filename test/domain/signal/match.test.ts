import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { globMatches, matches } from '../../../domain/signal/match.ts';
import { metric, raised } from '../classification/sample-signals.ts';

describe('globs', () => {
  test.each([
    ['shop-*', 'shop-web', true],
    ['shop-*', 'shop-', true],
    ['shop-*', 'workshop-web', false],
    ['*', '', true],
    ['', '', true],
    ['', 'x', false],
    ['SHOP*Web', 'shop-eu-web', true],
    ['a*b*c', 'aXbXbc', true],
    ['a*b*c', 'acb', false],
    ['a.c', 'abc', false],
    ['注文*', '注文サービス', true],
  ])('"%s" against "%s" is %s', (glob, text, expected) => {
    expect(globMatches(glob, text)).toBe(expected);
  });

  test('a glob matches what its regular expression matches', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    fc.assert(
      fc.property(letters, text, (glob, subject) => {
        expect(globMatches(glob, subject)).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(subject));
      }),
    );
  });

  test('a glob of many stars stays quick', () => {
    expect(globMatches(`${'*a'.repeat(100)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});

describe('conditions', () => {
  const signal = raised({
    name: 'shop-latency',
    account: '210987654321',
    region: 'eu-central-1',
    tags: { team: 'payments' },
    resources: ['arn:aws:rds:eu-central-1:210987654321:db:orders'],
    metrics: [
      metric('AWS/ApplicationELB TargetResponseTime', { LoadBalancer: 'app/shop/1' }),
      metric('AWS/RDS ReadLatency', { DBInstanceIdentifier: 'orders' }),
    ],
  }).signal;

  test.each([
    [{ alarm: 'shop-*' }],
    [{ kind: 'alarm' }],
    [{ namespace: 'aws/rds' }],
    [{ metric: '*Latency' }],
    [{ account: '2109*' }],
    [{ region: 'eu-*' }],
    [{ resource: '*:db:orders' }],
    [{ tags: { team: 'pay*' } }],
    [{ dimensions: { LoadBalancer: '*shop*' } }],
    [{ alarm: 'shop-*', region: 'eu-*', tags: { team: '*' } }],
  ] as const)('%o holds', (match) => expect(matches(match, signal)).toBe(true));

  test.each([
    [{ alarm: 'cart-*' }],
    [{ kind: 'finding' }],
    [{ tags: { team: 'search' } }],
    [{ tags: { owner: '*' } }],
    [{ tags: { constructor: '*' } }],
    [{ alarm: 'shop-*', region: 'us-*' }],
    [{}],
  ] as const)('%o does not hold', (match) => expect(matches(match, signal)).toBe(false));

  test('namespace, metric and dimensions hold for the same metric', () => {
    expect(matches({ namespace: 'AWS/RDS', metric: 'ReadLatency' }, signal)).toBe(true);
    expect(matches({ namespace: 'AWS/RDS', metric: 'TargetResponseTime' }, signal)).toBe(false);
    expect(matches({ metric: 'ReadLatency', dimensions: { LoadBalancer: '*' } }, signal)).toBe(false);
  });
});
