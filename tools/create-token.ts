import { createTable, type Table } from '../adapters/dynamodb/table.ts';
import { createToken, type ListedToken, listTokens, revokeTokens } from './api-tokens.ts';
import { parseTokenCommand, type TokenCommand, UsageError, usage } from './token-command.ts';

const day = (ms: number | undefined): string =>
  ms === undefined ? 'never' : new Date(ms).toISOString().slice(0, 10);

/** One line a token: enough of the hash to tell two of one name apart. */
const lineOf = ({ name, scopes, expiresAtMs, hash }: ListedToken): string =>
  `${name}  ${scopes.join(',')}  expires: ${day(expiresAtMs)}  ${hash.slice(0, 8)}`;

const carryOut = async (command: TokenCommand, table: Table, nowMs: number): Promise<string> => {
  switch (command.kind) {
    case 'create': {
      const secret = await createToken(table, command.token, nowMs);
      return `${secret}\n\nKeep it: it is not shown again. Send it as Authorization: Bearer <token>.`;
    }
    case 'revoke': {
      const count = await revokeTokens(table, command.name);
      if (count === 0) throw new UsageError(`no token has the name "${command.name}": list names them`);
      return `${count} revoked: they are refused from now on.`;
    }
    case 'list': {
      const tokens = await listTokens(table);
      return tokens.length === 0 ? 'There are no tokens.' : tokens.map(lineOf).join('\n');
    }
  }
};

/** What the SDK says is kept short: its own text names the remedy badly. */
const explain = (error: unknown, table: string): string => {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`;
  if (error.name === 'ResourceNotFoundException') {
    return `there is no table ${table} in this account and region: give --table, AWS_PROFILE or AWS_REGION`;
  }
  return `${error.name}: ${error.message}`;
};

const run = async (argv: readonly string[]): Promise<void> => {
  let table = '';
  try {
    const nowMs = Date.now();
    const command = parseTokenCommand(argv, nowMs);
    table = command.table;
    console.log(await carryOut(command, createTable(table), nowMs));
  } catch (error) {
    console.error(explain(error, table));
    process.exitCode = 1;
  }
};

await run(process.argv.slice(2));
