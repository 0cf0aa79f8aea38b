import { escalate } from '../escalation/escalate-command.ts';
import type { ActOf, AnyCommand, CommandRow } from '../incident/command.ts';
import type { Incident } from '../incident/incident.ts';
import { answer, triageNow } from '../triage/triage-commands.ts';
import { acknowledge } from './commands/acknowledge.ts';
import { close } from './commands/close.ts';
import { link } from './commands/link.ts';
import { merge } from './commands/merge.ts';
import { mitigate } from './commands/mitigate.ts';
import { reopen } from './commands/reopen.ts';
import { resolve } from './commands/resolve.ts';
import { addNote, sayFacts } from './commands/say.ts';
import { setSeverity } from './commands/set-severity.ts';

/**
 * Everything that a person can do to an incident. A row without its API row in events/contracts/api does not compile.
 */
const commands = {
  acknowledge,
  note: addNote,
  'set-severity': setSeverity,
  mitigate,
  resolve,
  reopen,
  close,
  escalate,
  say: sayFacts,
  link,
  merge,
  triage: triageNow,
  answer,
} as const satisfies Readonly<Record<string, CommandRow<never>>>;

type CommandOf<Row> = Row extends CommandRow<infer C extends AnyCommand> ? C : never;

/** A command, with the fields of its kind. */
export type Command = {
  [K in keyof typeof commands]: CommandOf<(typeof commands)[K]>;
}[keyof typeof commands];

/** A command, with what every kind of command may carry. */
export type Act = ActOf<Command>;

/** What a command does on another incident, beside the one that it is asked of. */
export const counterpartOf = (
  command: Command,
  here: Incident,
): { readonly incidentId: string; readonly command: Command } | undefined =>
  // A row's counterpart is a command of its own kind: its type would keep the rows out of one table.
  commandRow(command).counterpart?.(command, here) as ReturnType<typeof counterpartOf>;

/** The row of a command. */
export const commandRow = ({ kind }: Command): CommandRow<Command> => commands[kind];
