import { expect, test } from 'vitest';
import { entryIdOf } from '../../../domain/incident/entry.ts';
import { type Incident, isOpen, resolvesByItself } from '../../../domain/incident/incident.ts';
import { isRungPage, noticeId } from '../../../domain/incident/notice.ts';
import { isRolledBack } from '../../../domain/incident/rolled-back.ts';
import { START } from '../../behaviour/world.ts';
import { opened } from '../lifecycle/sample-incidents.ts';

test('an incident is open until it is resolved', () => {
  const open = (['investigating', 'mitigated', 'resolved', 'closed'] as const).filter((status) =>
    isOpen({ status }),
  );
  expect(open).toEqual(['investigating', 'mitigated']);
});

test('a SEV1 and a security incident wait for a person to resolve them', () => {
  expect(resolvesByItself({ severity: 'SEV2', scenario: 'outage' })).toBe(true);
  expect(resolvesByItself({ severity: 'SEV1', scenario: 'outage' })).toBe(false);
  expect(resolvesByItself({ severity: 'SEV4', scenario: 'security' })).toBe(false);
});

test('an acknowledgement stops pages of rungs, not those of triggers nor other messages', () => {
  expect(isRungPage({ kind: 'page', reason: 'no-response' })).toBe(true);
  expect(isRungPage({ kind: 'page', reason: 'reopened' })).toBe(true);
  expect(isRungPage({ kind: 'page', reason: 'data-loss' })).toBe(false);
  expect(isRungPage({ kind: 'update', reason: 'opened' })).toBe(false);
});

test('the ids of notices and entries are made of what they belong to', () => {
  expect(noticeId({ id: 'k-1', episode: { number: 2 } }, 'second', 'devops')).toBe('k-1.2.second.devops');
  expect(entryIdOf('0000012#003')).toBe('12.3');
});

test.each<[string, Partial<Incident>, boolean]>([
  ['once it has cleared', { clearSinceMs: START }, true],
  ['once it has resolved by itself', { resolvedBy: 'tocsin' }, true],
  ['not while it stands', {}, false],
  ['not where a person resolved it', { resolvedBy: 'ada' }, false],
  ['not where it only expired', { clearSinceMs: START, clearedBy: 'expiry' }, false],
])('a failed deployment was rolled back: %s', (_claim, changes, is) => {
  const classification = { rule: 'deployment-failed', reason: 'failed' };
  expect(isRolledBack(opened({ classification, ...changes }))).toBe(is);
  expect(isRolledBack(opened(changes))).toBe(false);
});
