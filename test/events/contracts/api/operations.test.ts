import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { RefusalReason } from '../../../../domain/incident/command.ts';
import { type Command, commandRow } from '../../../../domain/lifecycle/commands.ts';
import { commandCall } from '../../../../events/contracts/api/command-call.ts';
import { idNamesIn, noQuery } from '../../../../events/contracts/api/operation.ts';
import {
  type CommandTable,
  commandCallOf,
  commandCalls,
  operations,
} from '../../../../events/contracts/api/operations.ts';

test('a kind of command without a row does not compile, nor one with the row of another', () => {
  const { close, ...others } = commandCalls;
  // @ts-expect-error the row of `close` is missing
  const missing: CommandTable = others;
  // @ts-expect-error `reopen` is not what `close` does
  const crossed: CommandTable = { ...commandCalls, close: commandCalls.reopen };
  expect([missing.close, crossed.close, close.operationId]).toEqual([
    undefined,
    commandCalls.reopen,
    'close',
  ]);
});

test('each kind of command reads its own command out of a body', () => {
  const body: Readonly<Record<string, object>> = {
    note: { note: 'x' },
    'set-severity': { severity: 'SEV2' },
    link: { incidentId: 'b-1' },
    answer: { question: 'region-down', answer: 'no' },
    merge: { into: 'a-0' },
  };
  for (const [kind, { operationId }] of Object.entries(commandCalls)) {
    const { readAct } = commandCallOf(operationId);
    const act = readAct((schema) => z.parse(schema, body[kind] ?? { note: 'x' }), { id: 'a-1' });
    expect([operationId, act.command.kind]).toEqual([operationId, kind]);
  }
});

test('a row brings its problems along, and its own reasons with them', () => {
  expect(operations.escalate.problems).toContain('unknown-audience');
  expect(operations.acknowledge.problems).not.toContain('unknown-audience');
  for (const { operation } of Object.values(commandCalls)) expect(operation.problems).toContain('conflict');
});

test('a row may take ids of its path beside the body', () => {
  const row = commandCall({
    operationId: 'x',
    path: '/incidents/{id}/audiences/{name}',
    summary: '',
    body: { schema: noQuery, required: false },
    toAct: (_, { name = '' }) => ({ command: { kind: 'escalate', audiences: [name] } }),
  });
  expect(idNamesIn(row.operation.path)).toEqual(['id', 'name']);
  expect(row.readAct((schema) => z.parse(schema, {}), { id: 'a-1', name: 'database' })).toEqual({
    command: { kind: 'escalate', audiences: ['database'] },
  });
});

test('docs/api.md names every reason for which a command makes no sense now', () => {
  const documented = readFileSync(new URL('../../../../docs/api.md', import.meta.url), 'utf8');
  const row = documented.split('\n').find((line) => line.startsWith('| 409 |')) ?? '';
  const otherProblems: readonly RefusalReason[] = [
    'retired',
    'idempotency-key-reused',
    'too-much-contention',
  ];
  const reasons = Object.entries(commandCalls).flatMap(([kind, { refusals }]) =>
    commandRow({ kind } as Command).refuses.filter(
      (reason) => !(reason in refusals) && !otherProblems.includes(reason),
    ),
  );
  expect(reasons).toContain('too-many-links');
  expect(reasons.filter((reason) => !row.includes(`\`${reason}\``))).toEqual([]);
});
