import { expect, test } from 'vitest';
import { alarmFactsOf } from '../../../domain/lifecycle/alarm-facts.ts';
import type { Signal } from '../../../domain/signal/signal.ts';
import { configured, START, transitionOf } from '../../behaviour/world.ts';

const configuration = configured(`services:
  - name: checkout
    match: [{ alarm: "*" }]
    runbook: https://wiki.test/of-the-service
`);

const factsOf = (changes: Partial<Signal>, service = 'checkout') => {
  const transition = transitionOf('errors', START);
  const signal = { ...transition.signal, ...changes };
  const correlation = { service, key: `availability|${service}`, component: service };
  return alarmFactsOf({ transition: { ...transition, signal }, correlation }, configuration);
};

test.each([
  [
    'the tag first',
    {
      description: 'See https://wiki.test/described',
      tags: { 'tocsin:runbook': 'https://wiki.test/tagged' },
    },
    'https://wiki.test/tagged',
  ],
  [
    'then the description',
    { description: 'See https://wiki.test/described.' },
    'https://wiki.test/described',
  ],
  ['then the service', { description: 'Too many errors' }, 'https://wiki.test/of-the-service'],
  [
    'a tag that is no address counts for nothing',
    { tags: { 'tocsin:runbook': 'ask Ada' } },
    'https://wiki.test/of-the-service',
  ],
  [
    'the address after the word',
    { description: 'https://dash.test/1 runbook (https://wiki.test/2), https://x.test' },
    'https://wiki.test/2',
  ],
  [
    'the address that holds the word',
    { description: 'https://dash.test/1 and https://wiki.test/Runbooks/2' },
    'https://wiki.test/Runbooks/2',
  ],
  ['an address in Slack’s brackets', { description: '<https://wiki.test/a|Runbook>' }, 'https://wiki.test/a'],
  [
    'an address too long for a page is left out, not cut',
    { description: `https://wiki.test/${'a'.repeat(500)}` },
    'https://wiki.test/of-the-service',
  ],
  [
    'only web addresses',
    { description: 'javascript:alert(1) ftp://wiki.test/a' },
    'https://wiki.test/of-the-service',
  ],
] as const)('the runbook: %s', (_name, changes, runbook) => {
  expect(factsOf(changes)?.runbook).toBe(runbook);
});

test('a service without a runbook, and an alarm that names none: there is none', () => {
  expect(factsOf({}, 'cart')).toStrictEqual({
    name: 'errors',
    console: expect.stringContaining('#alarmsV2:alarm/errors'),
  });
});

test.each([
  [
    'arn:aws-cn:cloudwatch:cn-north-1:1:alarm:a',
    'https://cn-north-1.console.amazonaws.cn/cloudwatch/deeplink.js?region=cn-north-1#alarmsV2:alarm/a',
  ],
  [
    'arn:aws-us-gov:cloudwatch:us-gov-west-1:1:alarm:a',
    'https://console.amazonaws-us-gov.com/cloudwatch/deeplink.js?region=us-gov-west-1#alarmsV2:alarm/a',
  ],
  ['arn:aws:guardduty:eu-west-1:1:detector/d/finding/f', undefined],
  ['arn:aws-mars:cloudwatch:mars-1:1:alarm:a', undefined],
  ['arn:constructor:cloudwatch:eu-west-1:1:alarm:a', undefined],
  [`arn:aws:cloudwatch:eu-west-1:1:alarm:${'支'.repeat(255)}`, undefined],
])('the console page of %s', (id, link) => {
  expect(factsOf({ id })?.console).toBe(link);
});

test('a contributor leads to the alarm that it is a series of', () => {
  const id = 'arn:aws:cloudwatch:eu-west-1:1:alarm:per-host#4f2a';
  expect(factsOf({ id, kind: 'contributor' })?.console).toMatch(/alarm\/per-host$/);
});

test('whatever an alarm carries, its facts are small and in one line (I9)', () => {
  const facts = factsOf({
    description: `${'🚨\n\u2028'.repeat(3_000)}`,
    tags: { 'tocsin:runbook': `https://x.test/${'a'.repeat(9_000)}` },
  });
  expect(facts?.description).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  expect(JSON.stringify(facts).length).toBeLessThan(3_000);
});

test('a description of 400 characters is told whole, a longer one cut to as many', () => {
  expect(factsOf({ description: '🚨'.repeat(400) })?.description).toBe('🚨'.repeat(400));
  expect(factsOf({ description: '🚨'.repeat(401) })?.description).toBe(`${'🚨'.repeat(399)}…`);
  expect(factsOf({ description: 'too  many \n errors' })?.description).toBe('too many errors');
});

test('an alarm without a page in the console has no place for one', () => {
  expect(factsOf({ id: 'errors' })).toStrictEqual({
    name: 'errors',
    runbook: 'https://wiki.test/of-the-service',
  });
});

test('a link to the console is at most 1,000 characters long', () => {
  const console = (letters: number) =>
    factsOf({ id: `arn:aws:cloudwatch:eu-west-1:1:alarm:${'a'.repeat(letters)}` })?.console;
  const others = (console(1)?.length ?? 0) - 1;
  expect(console(1_000 - others)).toHaveLength(1_000);
  expect(console(1_001 - others)).toBeUndefined();
});

test('a declaration has none: its words stand in the incident', () => {
  expect(factsOf({ kind: 'declaration', id: 'declaration:1' })).toBeUndefined();
});
