import { beforeAll, expect, test } from 'vitest';
import { deadLettersOf, readStack, type Stack, statementsOf } from './fixture/stack.ts';
import { idIn, listAt } from './fixture/template.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await readStack();
}, 120_000);

/** The functions that a message to this queue may come to: the one that reads it, and those that get what it gave up on. */
const reachedFrom = (queue: string): readonly string[] => {
  const reading = stack
    .sources()
    .filter(([, { Properties }]) => idIn(Properties['EventSourceArn']) === queue)
    .map(([, { Properties }]) => idIn(Properties['FunctionName']));
  const dead = deadLettersOf(stack.found(queue));
  return dead === undefined ? reading : [...reading, ...reachedFrom(dead)];
};

const sendsTo = (fn: string): readonly string[] =>
  statementsOf(stack.found(idIn(stack.found(fn).Properties['Role'])))
    .filter((statement) => listAt(statement, 'Action').includes('sqs:SendMessage'))
    .flatMap((statement) => listAt(statement, 'Resource').map(idIn))
    .flatMap(reachedFrom);

const comesBack = (from: string, to: string, seen: readonly string[] = []): boolean =>
  sendsTo(from).some((next) => next === to || (!seen.includes(next) && comesBack(next, to, [...seen, next])));

test('Lambda lets a function run in a loop where its messages come back to it, and nowhere else', () => {
  const looping = stack.functions().flatMap(([id]) => (comesBack(id, id) ? [id] : []));
  expect(looping).toEqual(['RunTimerLambdaFunction']);
  for (const [id, { Properties }] of stack.functions())
    expect(Properties['RecursiveLoop'], id).toBe(looping.includes(id) ? 'Allow' : undefined);
});
