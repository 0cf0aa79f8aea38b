import { describe, expect, test } from 'vitest';
import { beanstalkTypes } from '../../../events/intake/beanstalk-types.ts';
import { knownEvents } from '../../../events/intake/event-parsers.ts';
import { matchesPattern } from '../../../events/intake/match-pattern.ts';
import { rules, rulesFor } from '../../../events/intake/patterns.ts';
import { event, sampleEvent, sampleNames } from './messages.ts';

const matching = (message: object, among = rulesFor('tocsin-test-')): string[] =>
  among.filter(({ pattern }) => matchesPattern(pattern, message)).map(({ name }) => name);

const changed = (name: string, detail: object): object => {
  const sample = sampleEvent(name);
  return { ...sample, detail: { ...sample.detail, ...detail } };
};

describe('the rules', () => {
  test('have names that are unique and fit the name of a rule', () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test('are plain JSON', () => {
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });

  const viaEventBridge = sampleNames.filter((name) => 'detail-type' in sampleEvent(name));

  test('bring nearly all samples: the others come over SNS', () => {
    expect(viaEventBridge.length).toBeGreaterThan(20);
  });

  test.each(viaEventBridge)('bring %s, each event once', (name) => {
    expect(matching(sampleEvent(name))).toHaveLength(1);
    expect(matching(sampleEvent(name), rules)).toHaveLength(1);
  });

  test.each(['high-cpu', 'contributor', 'alarm-deleted'])('leave out our own alarms: %s', (name) => {
    const own = changed(name, { alarmName: 'tocsin-test-intake-dead' });
    expect(matching(own)).toEqual([]);
    expect(matching(own, rulesFor(''))).toHaveLength(1);
  });

  test('bring deletions of alarms, and no other change of their configuration', () => {
    expect(matching(sampleEvent('alarm-deleted'))).toEqual(['alarm-deleted']);
    expect(matching(changed('alarm-deleted', { operation: 'update' }))).toEqual([]);
  });

  test('bring what ends a signal', () => {
    expect(
      matching(changed('ecs-deployment-failed', { eventName: 'SERVICE_DEPLOYMENT_COMPLETED' })),
    ).toHaveLength(1);
    expect(
      matching(changed('ecs-tasks-not-placed', { eventType: 'INFO', eventName: 'SERVICE_STEADY_STATE' })),
    ).toEqual(['ecs-steady-state']);
    expect(matching(changed('pipeline-failed', { state: 'SUCCEEDED' }))).toHaveLength(1);
    expect(matching(changed('codedeploy-failed', { state: 'SUCCESS' }))).toHaveLength(1);
    expect(matching(JSON.parse(event('ACM Certificate Available', 'aws.acm', {})))).toEqual(['certificate']);
  });

  test.each(beanstalkTypes)('bring an environment of Elastic Beanstalk that tells of %s', (type) => {
    const told = { ...sampleEvent('environment-severe'), 'detail-type': type };
    expect(matching(told)).toEqual(['beanstalk-environment']);
    expect(knownEvents.get(type)?.source).toBe('aws.elasticbeanstalk');
  });

  test('leave out what a destination says of an invocation that went well', () => {
    const type = 'Lambda Function Invocation Result - Success';
    expect(matching({ ...sampleEvent('invocation-failed'), 'detail-type': type })).toEqual([]);
  });

  test('leave out what is in progress', () => {
    expect(matching(changed('pipeline-failed', { state: 'STARTED' }))).toEqual([]);
    expect(matching(changed('codedeploy-failed', { state: 'START' }))).toEqual([]);
    expect(
      matching(changed('ecs-deployment-failed', { eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS' })),
    ).toEqual([]);
  });

  test('leave out informational Security Hub findings, not those without a label', () => {
    const finding = (Severity: object): object =>
      changed('securityhub-high', { findings: [{ Id: 'f', Severity }] });
    expect(matching(finding({ Label: 'INFORMATIONAL' }))).toEqual([]);
    expect(matching(finding({ Label: 'LOW' }))).toEqual(['securityhub-finding']);
    expect(matching(finding({ Normalized: 90 }))).toEqual(['securityhub-finding']);
  });

  test('do not take events of other sources', () => {
    expect(matching({ ...sampleEvent('high-cpu'), source: 'com.example' })).toEqual([]);
  });
});
