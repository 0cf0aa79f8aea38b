import { setTimeout as delay } from 'node:timers/promises';
import { createTable } from '../adapters/dynamodb/table.ts';
import { SYSTEM } from '../domain/incident/incident.ts';
import { eraseUntilGone, UNDER_WAY_MS } from './erase/erase-name.ts';
import { ERASED } from './erase/places-of-name.ts';
import { explain } from './explain.ts';
import { readOptions } from './read-options.ts';
import { ToolError } from './tool-error.ts';

const usage = `npm run erase -- --name <name> [--table tocsin-dev]

Puts "${ERASED}" in the place of a person's name in every item of the table. Revoke the person's token first:
npm run token -- revoke --name <name>. Looks again each minute until the name stands nowhere. AWS credentials and region are those of the AWS CLI.`;

/** @throws ToolError */
const parse = (argv: readonly string[]): { readonly name: string; readonly table: string } => {
  const text = { type: 'string' } as const;
  const { name = '', table = 'tocsin-dev' } = readOptions(argv, { name: text, table: text }).values;
  if (name === '') throw new ToolError('--name is missing: say whose name is to be erased');
  if (name === SYSTEM || name === ERASED) {
    throw new ToolError(`--name: "${name}" is no person's: it stands for what the record itself says`);
  }
  return { name, table };
};

const lookAgain = (ms: number): Promise<unknown> => {
  console.log(`Looking again in ${UNDER_WAY_MS / 1_000} s, when what was under way has ended.`);
  return delay(ms);
};

const run = async (): Promise<void> => {
  let table = '';
  try {
    const command = parse(process.argv.slice(2));
    const { name } = command;
    table = command.table;
    const { items, tokens, inTexts, isGone } = await eraseUntilGone(createTable(table), name, lookAgain);
    console.log(`${items} items no longer say it.`);
    if (tokens > 0) {
      console.log(
        `${tokens} API tokens still have it: npm run token -- revoke --name "${name}" --table ${table}`,
      );
    }
    if (inTexts.length > 0) {
      console.log(
        `Texts that people wrote still hold it, change or delete them by hand:\n${inTexts.join('\n')}`,
      );
    }
    if (!isGone) {
      console.error('It was written anew all the time: revoke the tokens of that name, then run it again.');
      process.exitCode = 1;
    }
  } catch (error) {
    console.error(explain(error, usage, `there is no table ${table}`));
    process.exitCode = 2;
  }
};

await run();
