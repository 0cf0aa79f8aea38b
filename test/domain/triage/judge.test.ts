import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_TRIAGE_TEXT } from '../../../domain/incident/triage-summary.ts';
import { emptyEstate } from '../../../domain/kernel/estate.ts';
import { checks } from '../../../domain/triage/checks.ts';
import type { Finding } from '../../../domain/triage/finding.ts';
import { judge } from '../../../domain/triage/judge.ts';
import { sampleIncident } from '../../contract/sample-records.ts';
import { around, found } from './sample-findings.ts';

const incident = sampleIncident({ scenario: 'outage' });
const judged = (...findings: readonly Finding[]) =>
  judge(incident, 1, findings, { estate: emptyEstate, nowMs: around.nowMs });

const deployed = found('pipeline', 'degraded deployed-before-onset', { deployedMinutesBefore: 7 });
const unhealthy = found('target-health', 'failed all-targets-unhealthy', { targets: 4, healthy: 0 });

test('what is wrong comes first, the worst before, what users notice before what explains it', () => {
  const { text } = judged(
    { ...found('database', 'healthy database-available'), text: 'database fine' },
    { ...found('alarm-metric', 'degraded alarm-metric-off'), text: 'errors 90' },
    { ...deployed, text: 'deployed 7 minutes before' },
    { ...unhealthy, text: '0 of 4 healthy' },
    { ...found('health-url', 'failed wrong-status'), text: 'answers 503' },
    { ...found('log-errors', 'unknown denied'), text: 'log denied' },
  );
  expect(text.split('; ').slice(0, 6)).toEqual([
    'answers 503',
    '0 of 4 healthy',
    'deployed 7 minutes before',
    'errors 90',
    'database fine',
    'log denied',
  ]);
  expect(text).toMatch(/; probable cause: the deployment of checkout, 7 minutes before$/);
});

test('what is unlikely is an alternative, and the cause is not known', () => {
  const { cause, alternatives, answers, text } = judged(deployed);
  expect(cause).toBeUndefined();
  expect(alternatives.map(({ kind }) => kind)).toEqual(['deployment']);
  expect(answers).toEqual({ 'root-cause-known': 'no' });
  expect(text).toMatch(/probable cause: not known$/);
});

test('where nothing is listed it says how to list something', () => {
  expect(judged().text).toContain('resources:');
});

test('what could not be looked at is a gap that says what it would have told', () => {
  const { resource: _, ...whole } = found('aws-events', 'unknown denied');
  const { gaps } = judged(
    { ...whole, text: 'aws-events could not be looked at' },
    found('target-health', 'unknown no-health-check', { resource: 'lambda' }),
    found('database', 'unknown throttled', { resource: 'orders' }),
    found('database', 'healthy database-available', { n: 1 }),
  );
  expect(gaps).toEqual([
    {
      check: 'aws-events',
      reason: 'denied',
      text: `aws-events could not be looked at. It would have told ${checks['aws-events'].tells}`,
    },
    expect.objectContaining({ check: 'database', resource: 'orders', reason: 'throttled' }),
    expect.objectContaining({ check: 'target-health', resource: 'lambda', reason: 'not-configured' }),
  ]);
});

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom('x'.repeat(5_000), '🔥'.repeat(300), ''),
);
const finding = fc
  .tuple(
    fc.constantFrom(...Object.keys(checks)),
    fc.constantFrom(
      'failed a',
      'degraded aws-event',
      'healthy b',
      'unknown denied',
      'degraded errors-logged',
    ),
    fc.nat({ max: 30 }),
    texts,
    fc.boolean(),
  )
  .map(([check, said, n, text, isDeployed]) => ({
    ...found(check, said, { n, resource: text, ...(isDeployed ? { deployedMinutesBefore: 3 } : {}) }),
    text,
  }));
const many = fc.uniqueArray(finding, { maxLength: 40, selector: ({ id }) => id });

test('the line for people is at most 300 characters, well formed, says what is wrong, and ends in the cause', () => {
  fc.assert(
    fc.property(many, (findings) => {
      const { text } = judged(...findings);
      expect(text.length).toBeLessThanOrEqual(MAX_TRIAGE_TEXT);
      expect(text.isWellFormed()).toBe(true);
      if (findings.length > 0) expect(text).toMatch(/^[\s\S]*; probable cause: /);
    }),
  );
});

test('AWS may say as much as it wants: the first line stands, shortened', () => {
  const { text } = judged({ ...unhealthy, text: `0 of 4 healthy (${'because '.repeat(200)})` }, deployed);
  expect(text).toMatch(
    /^0 of 4 healthy \(because .*…; checkout: deployed-before-onset; probable cause: the deployment/,
  );
});

test('the order in which answers come changes nothing', () => {
  const shuffled = many.chain((findings) =>
    fc.tuple(
      fc.constant(findings),
      fc.shuffledSubarray(findings, { minLength: findings.length, maxLength: findings.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([some, again]) => {
      expect(judged(...again)).toEqual(judged(...some));
    }),
  );
});
