import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causesOf } from '../../../domain/triage/causes.ts';
import type { Finding } from '../../../domain/triage/finding.ts';
import { sampleIncident } from '../../contract/sample-records.ts';
import { found } from './sample-findings.ts';

const causes = (...findings: readonly Finding[]) => causesOf(findings, sampleIncident());

/** `high deployment`, the likeliest first. */
const told = (...findings: readonly Finding[]) =>
  causes(...findings).map(({ confidence, kind }) => `${confidence} ${kind}`);

const deployed = found('pipeline', 'degraded deployed-before-onset', { deployedMinutesBefore: 7 });
const unhealthy = found('target-health', 'failed all-targets-unhealthy');
const databaseDown = found('database', 'failed database-unavailable', { resource: 'orders' });
const awsEvent = found('aws-events', 'degraded aws-event', { resource: 'eu-west-1' });
const zoneOut = found('scaling-group', 'degraded a-zone-is-out', { zonesOut: ['eu-west-1b'] });
const noName = found('health-url', 'failed no-such-name');
const busy = (requests: number) => found('load-balancer', 'healthy requests-answered', { requests });
const launching = (cause: string, said = `degraded launches-fail-${cause}`) =>
  found('scaling-group', said, { causes: [cause], failures: 2 });

describe('what speaks for a cause', () => {
  test.each<readonly [string, readonly Finding[], readonly string[]]>([
    ['nothing', [], []],
    ['only what is healthy', [busy(10), found('database', 'healthy database-available')], []],
    ['symptoms without a reason', [unhealthy], []],
    ['a release before, and its symptoms', [deployed, unhealthy], ['high deployment']],
    ['a release before, and nothing else wrong', [deployed, busy(10)], ['low deployment']],
    [
      'a release before, and a database that is down',
      [deployed, unhealthy, databaseDown],
      ['high database', 'low deployment'],
    ],
    [
      'a release before, and a zone that is out',
      [deployed, unhealthy, zoneOut],
      ['low deployment', 'low zone'],
    ],
    ['a database that is down', [databaseDown], ['high database']],
    ['a database that is busy', [found('database-load', 'degraded database-cpu')], ['medium database']],
    ['a zone that is out', [zoneOut], ['medium zone']],
    ['AWS, but nothing of the service is wrong', [awsEvent], ['low aws-event']],
    ['AWS, and a part of the service', [awsEvent, databaseDown], ['high database', 'medium aws-event']],
    ['AWS, which does not answer', [awsEvent, found('database', 'unknown aws-fails')], ['high aws-event']],
    ['a name that is gone', [noName], ['high dns']],
    ['a name that is gone, though requests come', [noName, busy(900)], ['low dns']],
    [
      'a name that is gone, and requests that stop',
      [noName, found('load-balancer', 'degraded requests-drop', { requests: 900 })],
      ['high dns'],
    ],
    [
      'a certificate that is refused',
      [found('health-url', 'failed certificate-refused')],
      ['high certificate'],
    ],
    [
      'handshakes that break off',
      [found('load-balancer', 'failed tls-handshakes-fail')],
      ['medium certificate'],
    ],
    ['launches without capacity', [launching('capacity')], ['high capacity']],
    ['launches beyond a quota', [launching('quota')], ['high quota']],
    ['launches of a broken template', [launching('template')], ['high launch-template']],
    [
      'launches beyond a quota in a group that is empty',
      [launching('quota', 'failed nothing-in-service')],
      ['high quota'],
    ],
    ['launches that fail for no known reason', [launching('other')], []],
    ['a group at its maximum', [found('scaling-group', 'degraded at-its-maximum')], ['low load']],
    [
      'a group at its maximum, and slow answers',
      [found('scaling-group', 'degraded at-its-maximum'), found('load-balancer', 'degraded slow-responses')],
      ['medium load'],
    ],
  ])('%s', (_, findings, wanted) => {
    expect(told(...findings)).toEqual(wanted);
  });
});

test('a hypothesis names what speaks for it and what speaks against it', () => {
  const [first, second] = causes(deployed, unhealthy, databaseDown);
  expect(first).toMatchObject({ kind: 'database', for: [databaseDown.id], against: [] });
  expect(second).toMatchObject({ for: [deployed.id, unhealthy.id], against: [databaseDown.id] });
});

test('of two releases the one nearer to onset is suspected', () => {
  const later = found('container-service', 'degraded deployed-before-onset', {
    deployedMinutesBefore: 2,
    resource: 'shop/web',
  });
  expect(causes(deployed, later, unhealthy)[0]?.text).toBe('the deployment of shop/web, 2 minutes before');
});

test('the worst of several databases is told', () => {
  const slow = found('database-load', 'degraded replica-lag', { resource: 'replica' });
  expect(causes(slow, databaseDown)[0]?.text).toBe('the database is unavailable (orders)');
});

test('where two are as likely, the cause of the other comes first', () => {
  expect(told(launching('capacity'), found('health-url', 'failed certificate-refused'))).toEqual([
    'high certificate',
    'high capacity',
  ]);
});

const some = fc.uniqueArray(
  fc.constantFrom(
    ...[deployed, unhealthy, databaseDown, awsEvent, zoneOut, noName, busy(10)],
    ...[launching('quota'), found('load-balancer', 'failed tls-handshakes-fail', { n: 1 })],
    ...[found('pipeline', 'unknown denied', { n: 1 }), found('log-errors', 'degraded errors-logged')],
  ),
  { selector: ({ id, reason }) => `${id} ${reason}` },
);

test('every hypothesis rests on findings that are there, and none speaks both for and against it', () => {
  fc.assert(
    fc.property(some, (findings) => {
      const ids = findings.map(({ id }) => id);
      for (const hypothesis of causes(...findings)) {
        expect(hypothesis.for.length).toBeGreaterThan(0);
        for (const id of [...hypothesis.for, ...hypothesis.against]) expect(ids).toContain(id);
        expect(hypothesis.for.filter((id) => hypothesis.against.includes(id))).toEqual([]);
      }
    }),
  );
});
