import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { Scenario } from '../../../domain/kernel/scenario.ts';
import { sampleNames } from '../../../local/alarms/alarm-file.ts';
import { situationNames } from '../../../local/aws-account/situation/read-situation.ts';
import { outage, stories, storyNames, storyOf } from '../../../local/demo/stories.ts';
import { startExaminedAccount } from '../../behaviour/examined-situation.ts';
import { sampleText, transitionOf } from '../../events/intake/messages.ts';

let examined: Awaited<ReturnType<typeof startExaminedAccount>>;
beforeAll(async () => {
  examined = await startExaminedAccount(vi.stubEnv);
  vi.stubEnv('HTTP_PROXY', examined.account.healthUrl);
});
afterAll(async () => {
  await examined.account.stop();
  vi.unstubAllEnvs();
});

/** The health URL that tocsin.yml of the demonstration lists. */
const resources = { healthUrls: [{ url: 'http://checkout.shop.example/health' }] };

/** What each story's triage concludes, and how sure it is. */
const told: Readonly<Record<string, readonly [Scenario, string, string]>> = {
  [outage]: ['outage', 'deployment', 'high'],
  'zone-out': ['outage', 'zone', 'medium'],
  'database-cpu': ['database', 'database', 'high'],
  'connections-exhausted': ['database', 'deployment', 'high'],
  'replica-lag': ['database', 'database', 'medium'],
  'failover-in-progress': ['database', 'database', 'high'],
  'launch-failures-capacity': ['auto-scaling', 'capacity', 'high'],
  'launch-failures-quota': ['auto-scaling', 'quota', 'high'],
  'launch-failures-template': ['auto-scaling', 'launch-template', 'high'],
  'credential-compromise': ['security', 'credential-compromise', 'medium'],
  'certificate-expired': ['outage', 'certificate', 'high'],
  'dns-failure': ['outage', 'dns', 'high'],
  'region-down': ['outage', 'aws-event', 'high'],
};

test('every situation but the healthy one has a story, and every story a judgement to come to', () => {
  expect([...storyNames, 'healthy'].toSorted()).toEqual(situationNames());
  expect(Object.keys(told).toSorted()).toEqual(storyNames.toSorted());
});

test('a story is heard of by samples that there are', () => {
  const heard = Object.values(stories).flatMap(({ alarms, events }) => [...alarms, ...events]);
  expect(heard.filter((name) => !sampleNames().includes(name))).toEqual([]);
  expect(
    Object.entries(stories).filter(([, { alarms, events }]) => alarms.length + events.length === 0),
  ).toEqual([]);
});

test('an unknown name is refused with those there are', () => {
  expect(() => storyOf('dns-failur')).toThrow(
    /Did you mean dns-failure\? There are: outage-after-deployment, zone-out,/,
  );
  expect(() => storyOf('constructor')).toThrow('There is no demonstration of "constructor"');
});

describe('as the deployed adapters see it', () => {
  test.each(Object.entries(told))('%s is judged %s', async (name, [scenario, kind, confidence]) => {
    const story = storyOf(name);
    const [sample = 'all-targets-unhealthy'] = story === undefined ? [] : [...story.events, ...story.alarms];
    const { signal } = transitionOf(sampleText(sample));
    const { judgement } = await examined.examine(name, scenario, 3, { resources, signal });
    expect([judgement.cause?.kind, judgement.cause?.confidence]).toEqual([kind, confidence]);
    expect(judgement.text).toContain('probable cause: ');
  });
});
