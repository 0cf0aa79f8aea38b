import { createTable } from '../adapters/dynamodb/table.ts';
import { configurationFile, readConfiguration } from '../config/read-file.ts';
import { explain } from './explain.ts';
import { readOptions } from './read-options.ts';
import { makeDue } from './retention/make-due.ts';
import { ToolError } from './tool-error.ts';

const usage = `npm run retention -- --table <the stack's table>

Makes what is resolved due to be retired when tocsin.yml says (retention), also what an older release or another
retention has left. The sweep then retires it, at most 50 incidents a minute. Export before what is to be kept
(docs/operations.md). AWS credentials and region are those of the AWS CLI.`;

/** @throws ToolError */
const parse = (argv: readonly string[]): string => {
  const { table } = readOptions(argv, { table: { type: 'string' } }).values;
  if (table === undefined) throw new ToolError("--table is missing: name the stack's table, tocsin-<stage>");
  return table;
};

const run = async (): Promise<void> => {
  let table = '';
  try {
    table = parse(process.argv.slice(2));
    const read = readConfiguration(configurationFile(process.env));
    if (!read.ok) throw new ToolError(read.lines.join('\n'));
    const { changed, now, right } = await makeDue(createTable(table), read.configuration, Date.now());
    console.log(
      `${changed} resolved incidents are due at another time, ${now} of them now; ${right} stay as they are.`,
    );
  } catch (error) {
    console.error(explain(error, usage, `there is no table ${table}`));
    process.exitCode = 2;
  }
};

await run();
