import { describe, expect, test } from 'vitest';
import { event, ignoredReason, sampleEvent, sampleText, transitionOf, undecidedOf } from '../messages.ts';

const changed = (name: string, changes: object, more: object = {}): string => {
  const sample = sampleEvent(name);
  return JSON.stringify({ ...sample, ...more, detail: { ...sample.detail, ...changes } });
};
const pipeline = (changes: object, more: object = {}): string => changed('pipeline-failed', changes, more);
const deployment = (changes: object, more: object = {}): string =>
  changed('codedeploy-failed', changes, more);

describe('a pipeline execution', () => {
  test('that failed stands for its pipeline', () => {
    expect(transitionOf(sampleText('pipeline-failed'))).toMatchObject({
      state: 'ALARM',
      signal: {
        id: 'arn:aws:codepipeline:eu-west-1:111122223333:checkout-release',
        kind: 'deployment',
        facts: { pipeline: 'checkout-release', outcome: 'FAILED', version: '7' },
      },
    });
  });

  test('that succeeds ends the failure before it', () => {
    const done = transitionOf(pipeline({ state: 'SUCCEEDED', 'execution-id': 'another' }));
    expect(done.state).toBe('OK');
    expect(done.signal.id).toBe(transitionOf(sampleText('pipeline-failed')).signal.id);
  });

  test.each(['3', 3, 2.0, null, {}])('may have version %j', (version) => {
    expect(transitionOf(pipeline({ version })).state).toBe('ALARM');
  });

  test('without its ARN gets the same one', () => {
    const { signal } = transitionOf(pipeline({}, { resources: [] }));
    expect(signal.id).toBe(transitionOf(sampleText('pipeline-failed')).signal.id);
  });

  test.each(['STARTED', 'STOPPING', 'STOPPED', 'CANCELED', 'RESUMED', 'SUPERSEDED'])(
    'that is %s is set aside',
    (state) => {
      expect(ignoredReason(pipeline({ state }))).toBe('pipeline-not-failed');
    },
  );

  test('without state or name cannot be decided on', () => {
    expect(undecidedOf(pipeline({ state: undefined }))).toEqual(['missing-field', 'detail.state']);
    expect(undecidedOf(pipeline({ pipeline: undefined }))).toEqual(['missing-field', 'detail.pipeline']);
  });
});

test.each(['Stage', 'Action'])('a failed %s is covered by the execution of its pipeline', (part) => {
  const body = (state: string): string =>
    event(`CodePipeline ${part} Execution State Change`, 'aws.codepipeline', {
      pipeline: 'p',
      stage: 'Prod',
      state,
    });
  expect(ignoredReason(body('FAILED'))).toBe('covered-by-pipeline');
  expect(ignoredReason(body('STARTED'))).toBe('pipeline-not-failed');
});

describe('a CodeDeploy deployment', () => {
  test('that failed stands for its deployment group', () => {
    expect(transitionOf(sampleText('codedeploy-failed'))).toMatchObject({
      state: 'ALARM',
      signal: {
        id: 'arn:aws:codedeploy:eu-west-1:111122223333:deploymentgroup:checkout/production',
        kind: 'deployment',
        facts: {
          application: 'checkout',
          deploymentGroup: 'production',
          deployment: 'd-7K2QX9B1C',
          outcome: 'FAILURE',
        },
      },
    });
  });

  test('that succeeds ends the failure before it', () => {
    const done = transitionOf(deployment({ state: 'SUCCESS', deploymentId: 'd-2' }, { resources: [] }));
    expect(done.state).toBe('OK');
    expect(done.signal.id).toBe(transitionOf(sampleText('codedeploy-failed')).signal.id);
  });

  test.each(['START', 'READY', 'STOP'])('that is at %s is set aside', (state) => {
    expect(ignoredReason(deployment({ state }))).toBe('codedeploy-not-failed');
  });

  test('without state or application cannot be decided on', () => {
    expect(undecidedOf(deployment({ state: 5 }))).toEqual(['missing-field', 'detail.state']);
    expect(undecidedOf(deployment({ application: undefined }))).toEqual([
      'missing-field',
      'detail.application',
    ]);
  });
});

test('a failed instance is covered by its deployment', () => {
  const body = (state: string): string =>
    event('CodeDeploy Instance State-change Notification', 'aws.codedeploy', { instanceId: 'i-1', state });
  expect(ignoredReason(body('FAILURE'))).toBe('covered-by-deployment');
  expect(ignoredReason(body('SUCCESS'))).toBe('codedeploy-not-failed');
});
