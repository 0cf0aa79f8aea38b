import { createTable } from '../adapters/dynamodb/table.ts';
import { explain } from './explain.ts';
import { readOptions } from './read-options.ts';
import { copyMissing } from './restore/copy-missing.ts';
import { ToolError } from './tool-error.ts';

const usage = `npm run restore -- --from <restored table> --table <the stack's table>

Copies what the stack's table lacks out of a table that was restored beside it. API tokens are left out: one that was
revoked since would work again. AWS credentials and region are those of the AWS CLI.`;

/** @throws ToolError */
const parse = (argv: readonly string[]): { readonly from: string; readonly table: string } => {
  const text = { type: 'string' } as const;
  const { from, table } = readOptions(argv, { from: text, table: text }).values;
  if (from === undefined) throw new ToolError('--from is missing: name the restored table');
  if (table === undefined) throw new ToolError("--table is missing: name the stack's table, tocsin-<stage>");
  if (from === table) throw new ToolError('--from and --table name the same table: there is nothing to copy');
  return { from, table };
};

const run = async (): Promise<void> => {
  let tables = '';
  try {
    const { from, table } = parse(process.argv.slice(2));
    tables = `${from}, or no table ${table},`;
    const { copied, there, tokens, retired } = await copyMissing(createTable(from), createTable(table));
    const leftOut = `${tokens} tokens and ${retired} items of retired incidents left out`;
    console.log(`${copied} items copied; ${there} were there; ${leftOut}.`);
  } catch (error) {
    console.error(explain(error, usage, `there is no table ${tables}`));
    process.exitCode = 2;
  }
};

await run();
