import { expect, test } from 'vitest';
import { containerService } from '../../../../domain/triage/checks/container-service.ts';
import { deploymentGroup, pipeline } from '../../../../domain/triage/checks/pipeline.ts';
import type { ContainerServiceFacts, Deployment } from '../../../../domain/triage/facts/deployments.ts';
import { around, MINUTE_MS, ONSET_MS, verdict } from '../sample-findings.ts';

const release = (
  status: Deployment['status'],
  startedMinutesBefore: number,
  endedMinutesBefore?: number,
): Deployment => ({
  id: `release-${startedMinutesBefore}`,
  status,
  startedAtMs: ONSET_MS - startedMinutesBefore * MINUTE_MS,
  ...(endedMinutesBefore === undefined ? {} : { endedAtMs: ONSET_MS - endedMinutesBefore * MINUTE_MS }),
});

const say = (...deployments: readonly Deployment[]) =>
  pipeline.interpret({ name: 'ship', deployments }, around);

test.each<readonly [string, readonly Deployment[], string]>([
  ['nothing was ever deployed', [], 'healthy never-deployed'],
  ['it ended 30 minutes before', [release('succeeded', 40, 30)], 'degraded deployed-before-onset'],
  ['it ended 31 minutes before', [release('succeeded', 40, 31)], 'healthy no-recent-deployment'],
  ['it began after onset', [release('succeeded', -1, -5)], 'healthy no-recent-deployment'],
  ['it failed', [release('failed', 10, 5)], 'failed deployment-failed'],
  ['it was rolled back', [release('rolled-back', 10, 5)], 'degraded deployment-rolled-back'],
  ['it was stopped', [release('stopped', 10, 5)], 'degraded deployment-stopped'],
  ['it goes on', [release('in-progress', 59)], 'degraded deployment-under-way'],
  ['it waits for an approval for days', [release('in-progress', 4_320)], 'healthy no-recent-deployment'],
  ['it ended after onset', [release('succeeded', 5, -3)], 'degraded deployed-before-onset'],
])('%s', (_, deployments, wanted) => {
  expect(verdict(say(...deployments))).toBe(wanted);
});

test('the newest before onset is suspected, and what ran before it is named', () => {
  const { evidence } = say(
    release('succeeded', -2, -4),
    release('succeeded', 12, 7),
    release('failed', 20, 18),
    { ...release('succeeded', 90, 80), revision: 'abc' },
  );
  expect(evidence).toMatchObject({
    deployment: 'release-12',
    deployedMinutesBefore: 7,
    lastGood: 'release-90',
    lastGoodRevision: 'abc',
  });
});

test('why it failed is told in the words of AWS', () => {
  expect(say({ ...release('failed', 10, 5), failure: 'HEALTH_CONSTRAINTS' }).text).toBe(
    'ship: a deployment failed 5 minutes before: HEALTH_CONSTRAINTS',
  );
});

test('pipelines and deployment groups are read alike', () => {
  const facts = { name: 'shop/web', deployments: [release('succeeded', 10, 5)] };
  expect(deploymentGroup.interpret(facts, around)).toEqual(pipeline.interpret(facts, around));
});

const service = (changes: Partial<ContainerServiceFacts>) =>
  containerService.interpret(
    { name: 'shop/web', desired: 4, running: 4, pending: 0, deployments: [], messages: [], ...changes },
    around,
  );

test.each<readonly [Partial<ContainerServiceFacts>, string]>([
  [{}, 'healthy all-tasks-run'],
  [{ desired: 0, running: 0 }, 'healthy all-tasks-run'],
  [{ running: 0 }, 'failed no-task-runs'],
  [{ running: 3 }, 'degraded tasks-missing'],
  [{ deployments: [release('in-progress', 5)] }, 'degraded deployment-under-way'],
  [{ deployments: [release('failed', 5, 1)] }, 'failed deployment-failed'],
])('a service of ECS is told as it is: %#', (changes, wanted) => {
  expect(verdict(service(changes))).toBe(wanted);
});

test('missing tasks are told with the deployment before and what the service says', () => {
  const { text, evidence } = service({
    running: 0,
    deployments: [release('succeeded', 9, 7)],
    messages: ['cannot pull the image'],
  });
  expect(text).toBe(
    '0 of 4 tasks of shop/web run (cannot pull the image); shop/web: deployment 7 minutes before',
  );
  expect(evidence['deployedMinutesBefore']).toBe(7);
});
