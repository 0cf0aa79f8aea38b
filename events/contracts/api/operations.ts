import type { Command } from '../../../domain/lifecycle/commands.ts';
import type { CommandCall } from './command-call.ts';
import { declaring } from './declare.ts';
import { reading } from './incidents.ts';
import * as lifecycle from './lifecycle-commands.ts';
import type { Operation } from './operation.ts';
import { describing } from './service.ts';
import { testing } from './test-pages.ts';
import * as triageCalls from './triage-commands.ts';

/** A row for each kind of command that the domain knows: a kind without one does not compile. */
export type CommandTable = { readonly [K in Command['kind']]: CommandCall<Extract<Command, { kind: K }>> };

/** What people do to an incident. */
export const commandCalls = {
  acknowledge: lifecycle.acknowledge,
  note: lifecycle.addNote,
  'set-severity': lifecycle.setSeverity,
  mitigate: lifecycle.mitigate,
  resolve: lifecycle.resolve,
  reopen: lifecycle.reopen,
  close: lifecycle.close,
  escalate: lifecycle.escalate,
  say: lifecycle.sayFacts,
  link: lifecycle.link,
  merge: lifecycle.merge,
  triage: triageCalls.triageNow,
  answer: triageCalls.answer,
} satisfies CommandTable;

type Rows = typeof commandCalls;
export type CommandId = Rows[keyof Rows]['operationId'];
export type ReadId = keyof typeof reading | keyof typeof describing;
export type TestPageId = keyof typeof testing;
export type OperationId = ReadId | TestPageId | keyof typeof declaring | CommandId;

const byOperationId = <V>(valueIn: (row: CommandCall) => V) =>
  Object.fromEntries(
    Object.values<CommandCall>(commandCalls).map((row) => [row.operationId, valueIn(row)]),
  ) as Readonly<Record<CommandId, V>>;

const rows = byOperationId((row) => row);

export const isCommandId = (id: OperationId): id is CommandId => Object.hasOwn(rows, id);

export const isTestPageId = (id: OperationId): id is TestPageId => Object.hasOwn(testing, id);

export const commandCallOf = (id: CommandId): CommandCall => rows[id];

/** Every call of the API, by its operation id. */
export const operations: Readonly<Record<OperationId, Operation>> = {
  ...reading,
  ...declaring,
  ...byOperationId(({ operation }) => operation),
  ...testing,
  ...describing,
};

export const operationIds: readonly OperationId[] = Object.keys(operations) as OperationId[];
