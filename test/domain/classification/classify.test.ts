import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaults } from '../../../config/schema/defaults.ts';
import { classify } from '../../../domain/classification/classify.ts';
import { builtInRules } from '../../../domain/classification/rules/built-in.ts';
import type { Configuration, TeamRule } from '../../../domain/kernel/configuration.ts';
import { scenarios } from '../../../domain/kernel/scenario.ts';
import { severities } from '../../../domain/kernel/severity.ts';
import { signalKinds } from '../../../domain/kernel/signal-kind.ts';
import type { Transition } from '../../../domain/signal/signal.ts';
import { alarmNamed, alarmOn, raised, reasonOf, verdictOf } from './sample-signals.ts';

const withRules = (...rules: TeamRule[]): Configuration => ({ ...defaults, rules });
const tagged = (tags: Record<string, string>) => raised({ name: 'shop complete outage', tags });

test('an alarm that no rule recognises is an incident all the same', () => {
  expect(verdictOf(alarmNamed('queue age'))).toBe('SEV3 generic unknown-alarm');
  expect(verdictOf(alarmNamed('queue age'), { ...defaults, defaultSeverity: 'SEV2' })).toBe(
    'SEV2 generic unknown-alarm',
  );
});

describe('team rules', () => {
  test('a team rule comes before tags and built-in rules', () => {
    const rules = withRules({
      name: 'shop',
      match: { alarm: 'shop*' },
      severity: 'SEV4',
      scenario: 'database',
    });
    expect(verdictOf(tagged({ 'tocsin:severity': 'SEV2' }), rules)).toBe('SEV4 database team:shop');
  });

  test('the first team rule that matches wins', () => {
    const rules = withRules(
      { name: 'other', match: { alarm: 'other*' }, severity: 'SEV1' },
      { name: 'first', match: { alarm: 'shop*' }, severity: 'SEV2', scenario: 'outage' },
      { name: 'second', match: { alarm: 'shop*' }, severity: 'SEV4', scenario: 'generic' },
    );
    expect(verdictOf(tagged({}), rules)).toBe('SEV2 outage team:first');
  });

  test('what a team rule leaves open, the next match says', () => {
    const rules = withRules({ name: 'shop', match: { alarm: 'shop*' }, severity: 'SEV4' });
    expect(verdictOf(tagged({ 'tocsin:scenario': 'security' }), rules)).toBe('SEV4 security team:shop');
    expect(verdictOf(tagged({}), rules)).toBe('SEV4 outage team:shop');
    expect(reasonOf(tagged({}), rules)).toBe(
      'rule "shop" of tocsin.yml; complete outage: its name says "complete outage"',
    );
  });

  test('a team rule may ignore, by its name', () => {
    const rules = withRules({ name: 'known noise', match: { alarm: 'shop*' }, ignore: true });
    expect(verdictOf(tagged({}), rules)).toBe('ignored team:known noise');
  });

  test('a rule that ignores loses against one before it that decides', () => {
    const decide: TeamRule = { name: 'real', match: { alarm: '*outage' }, severity: 'SEV1' };
    const ignore: TeamRule = { name: 'noise', match: { alarm: 'shop*' }, ignore: true };
    expect(verdictOf(tagged({}), withRules(decide, ignore))).toBe('SEV1 outage team:real');
    expect(verdictOf(tagged({}), withRules(ignore, decide))).toBe('ignored team:noise');
  });

  test('a rule that only names the service leaves both open', () => {
    const rules = withRules({ name: 'shop', match: { alarm: 'shop*' }, service: 'shop' });
    expect(verdictOf(tagged({}), rules)).toBe('SEV1 outage complete-failure-named');
  });

  test('a team may want as an incident what a built-in rule ignores', () => {
    const steering = alarmOn('AWS/EC2 CPUUtilization', { value: 60 });
    const named = { ...steering, signal: { ...steering.signal, name: 'TargetTracking-shop-AlarmHigh-1' } };
    expect(verdictOf(named)).toBe('ignored scaler-alarm');
    expect(verdictOf(named, withRules({ name: 'all', match: { alarm: '*' }, severity: 'SEV4' }))).toBe(
      'SEV4 generic team:all',
    );
  });
});

describe('alarm tags', () => {
  test('a tag comes before built-in rules, in any case', () => {
    expect(verdictOf(tagged({ 'tocsin:severity': ' sev4 ', 'tocsin:scenario': 'Database' }))).toBe(
      'SEV4 database alarm-tags',
    );
  });

  test('a tag that is no severity is skipped, and named in the reason', () => {
    expect(verdictOf(tagged({ 'tocsin:severity': 'urgent' }))).toBe('SEV1 outage complete-failure-named');
    expect(reasonOf(tagged({ 'tocsin:severity': 'urgent' }))).toContain(
      'tag tocsin:severity is "urgent", not one of SEV1, SEV2, SEV3, SEV4',
    );
  });

  test('the names of the tags are configuration', () => {
    const renamed = { ...defaults, tags: { ...defaults.tags, severity: 'prio' } };
    expect(verdictOf(tagged({ prio: 'SEV3', 'tocsin:severity': 'SEV4' }), renamed)).toBe(
      'SEV3 outage alarm-tags',
    );
  });
});

/** Any code unit, lone surrogates and control characters too. */
const anyUnit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const text = fc.oneof(
  fc.string({ unit: anyUnit, maxLength: 60 }),
  fc.constantFrom(
    '5xx error rate',
    'checkout-SEV1',
    'shop-scale-in',
    'HealthyHostCount',
    'CPUUtilization',
    'AWS/RDS',
    '1 - e/r * 100',
    '__proto__',
    'constructor',
  ),
);
const map = fc.dictionary(text, text, { maxKeys: 3 });
const anyTransition: fc.Arbitrary<Transition> = fc
  .record({
    signal: fc.record({
      id: text,
      kind: fc.constantFrom(...signalKinds),
      name: text,
      account: text,
      region: text,
      tags: map,
      metrics: fc.array(
        fc.record(
          { namespace: text, name: text, dimensions: map, stat: text, unit: text },
          { requiredKeys: ['namespace', 'name', 'dimensions'] },
        ),
        { maxLength: 3 },
      ),
      expressions: fc.array(text, { maxLength: 2 }),
      resources: fc.array(text, { maxLength: 2 }),
      facts: fc.dictionary(
        fc.oneof(
          text,
          fc.constantFrom('findingSeverity', 'topic', 'eventName', 'severityLabel', 'statusMessage'),
        ),
        fc.oneof(text, fc.double(), fc.boolean()),
        { maxKeys: 4 },
      ),
    }),
    state: fc.constantFrom('ALARM' as const, 'OK' as const, 'INSUFFICIENT_DATA' as const),
    atMs: fc.nat(),
    numbers: fc.record(
      {
        value: fc.double(),
        threshold: fc.double(),
        missingData: fc.constant(true as const),
        comparison: fc.constantFrom(
          'greater' as const,
          'greater-or-equal' as const,
          'less' as const,
          'less-or-equal' as const,
          'outside-band' as const,
        ),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ numbers, ...rest }): Transition => ({ ...rest, ...numbers }));

test('whatever arrives is classified by a rule that has a name and a reason', () => {
  const names = new Set([
    'unknown-alarm',
    'alarm-tags',
    'named-severity',
    ...builtInRules.map((rule) => rule.name),
  ]);
  fc.assert(
    fc.property(anyTransition, (transition) => {
      const verdict = classify(transition, defaults);
      expect(names).toContain(verdict.rule);
      expect(verdict.reason).not.toBe('');
      expect(verdict.reason.isWellFormed()).toBe(true);
      expect(verdict.reason.length).toBeLessThanOrEqual(500);
      if ('ignore' in verdict) return;
      expect(severities).toContain(verdict.severity);
      expect(scenarios).toContain(verdict.scenario);
    }),
    { numRuns: 600 },
  );
});

test('the same signal is always classified alike', () => {
  fc.assert(
    fc.property(anyTransition, (transition) => {
      expect(classify(structuredClone(transition), defaults)).toEqual(classify(transition, defaults));
    }),
  );
});

test('built-in rules have names of their own', () => {
  const names = builtInRules.map((rule) => rule.name);
  expect(new Set(names).size).toBe(names.length);
});
