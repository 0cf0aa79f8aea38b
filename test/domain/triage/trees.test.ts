import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathOf, questions } from '../../../domain/triage/trees.ts';
import { ONSET_MS } from './sample-findings.ts';

type Answers = Readonly<Record<string, string>>;

const said = (answers: Answers, by = 'maya') =>
  Object.entries(answers).map(([question, answer]) => ({ question, answer, by, atMs: ONSET_MS }));

/** The questions that were answered, and the step or the question that they lead to. */
const way = (persons: Answers, evidence: Answers = {}) => {
  const { name, path, next } = pathOf(evidence, said(persons), ONSET_MS);
  return [
    name,
    ...path.map(({ question, answer }) => `${question} ${answer}`),
    'step' in next ? `→ ${next.step}` : `? ${next.question}`,
  ];
};

test('a known cause is fixed, and a fix that fails escalates', () => {
  expect(way({}, { 'root-cause-known': 'yes' })).toEqual([
    'service-restoration',
    'root-cause-known yes',
    '? fix-successful',
  ]);
  expect(way({ 'fix-successful': 'yes' }, { 'root-cause-known': 'yes' }).at(-1)).toBe('→ monitor');
  expect(way({ 'fix-successful': 'no' }, { 'root-cause-known': 'yes' }).at(-1)).toBe('→ escalate');
});

const failed: Answers = {
  'root-cause-known': 'no',
  'restored-by-rollback': 'no',
  'restored-by-scaling': 'no',
  'restored-by-restart': 'no',
  'restored-by-database-recovery': 'no',
};

test("an unknown cause goes through the runbook's fixes, and is asked for its end after each", () => {
  const names = Object.keys(failed);
  names.forEach((_, n) => {
    const sofar = Object.fromEntries(Object.entries(failed).slice(0, n + 1));
    const next = names[n + 1];
    expect(way(sofar).at(-1)).toBe(next === undefined ? '? region-down' : `? ${next}`);
    if (next !== undefined) expect(way({ ...sofar, [next]: 'yes' }).at(-1)).toBe('→ monitor');
  });
});

test.each<readonly [Answers, string]>([
  [{ 'region-down': 'yes', 'dr-healthy': 'no' }, '→ no-failover'],
  [{ 'region-down': 'no', 'dr-healthy': 'no' }, '→ no-failover'],
  [{ 'region-down': 'yes', 'dr-healthy': 'yes' }, '? data-loss'],
  [{ 'region-down': 'yes', 'dr-healthy': 'yes', 'data-loss': 'no' }, '→ execute-failover'],
  [{ 'region-down': 'yes', 'dr-healthy': 'yes', 'data-loss': 'yes' }, '? management-approval'],
  [
    { 'region-down': 'yes', 'dr-healthy': 'yes', 'data-loss': 'yes', 'management-approval': 'yes' },
    '→ execute-failover',
  ],
  [
    { 'region-down': 'yes', 'dr-healthy': 'yes', 'data-loss': 'yes', 'management-approval': 'no' },
    '→ recover-primary',
  ],
  [{ 'region-down': 'no', 'dr-healthy': 'yes', 'data-loss': 'no' }, '? failover-faster'],
  [
    { 'region-down': 'no', 'dr-healthy': 'yes', 'data-loss': 'no', 'failover-faster': 'yes' },
    '→ execute-failover',
  ],
  [
    { 'region-down': 'no', 'dr-healthy': 'yes', 'data-loss': 'no', 'failover-faster': 'no' },
    '→ recover-primary',
  ],
  [
    { 'region-down': 'no', 'dr-healthy': 'yes', 'data-loss': 'yes', 'management-approval': 'yes' },
    '? failover-faster',
  ],
  [
    { 'region-down': 'no', 'dr-healthy': 'yes', 'data-loss': 'yes', 'management-approval': 'no' },
    '→ recover-primary',
  ],
])('failover: %j leads to %s', (answers, wanted) => {
  const path = way({ ...failed, ...answers });
  expect([path[0], path.at(-1)]).toEqual(['failover', wanted]);
});

test("a person's answer counts before one that evidence gave, and the last of two", () => {
  expect(way({ 'root-cause-known': 'yes' }, { 'root-cause-known': 'no' })[1]).toBe('root-cause-known yes');
  const twice = [...said({ 'root-cause-known': 'yes' }), ...said({ 'root-cause-known': 'no' }, 'noor')];
  expect(pathOf({}, twice, ONSET_MS).path[0]).toMatchObject({ answer: 'no', by: 'noor' });
});

test('what evidence answers is said by the product, at the time of its judgement', () => {
  expect(pathOf({ 'root-cause-known': 'yes' }, [], ONSET_MS).path).toEqual([
    { question: 'root-cause-known', answer: 'yes', by: 'tocsin', atMs: ONSET_MS },
  ]);
});

test('an answer that no tree knows leaves the question open', () => {
  for (const answer of ['maybe', 'constructor', '__proto__', ''])
    expect(way({ 'root-cause-known': answer })).toEqual(['service-restoration', '? root-cause-known']);
});

test('every path ends: whatever is answered to what is asked next, a step comes within a dozen answers', () => {
  const choices = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(choices, (yes) => {
      let answers: Answers = {};
      for (const isYes of yes) {
        const { next } = pathOf({}, said(answers), ONSET_MS);
        if ('step' in next) return;
        expect(next.answers).toEqual(['yes', 'no']);
        expect(questions[next.question]).toEqual(next.answers);
        answers = { ...answers, [next.question]: isYes ? 'yes' : 'no' };
      }
      expect('step' in pathOf({}, said(answers), ONSET_MS).next).toBe(true);
    }),
  );
});
