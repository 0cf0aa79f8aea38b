import { createTable, type Table } from '../adapters/dynamodb/table.ts';
import { digest } from '../functions/serve-api/access/digest.ts';
import { daysUntil, endsSoon } from '../functions/serve-api/access/token-expiry.ts';
import { createToken, type ListedToken, listTokens, revokeToken, revokeTokens } from './api-tokens.ts';
import { explain } from './explain.ts';
import { parseTokenCommand, type TokenCommand, usage } from './token-command.ts';
import { ToolError } from './tool-error.ts';

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Enough of the hash to tell two of one name apart. */
const idOf = ({ hash }: Pick<ListedToken, 'hash'>): string => hash.slice(0, 8);

const expiryText = (expiresAtMs: number | undefined, nowMs: number): string => {
  if (expiresAtMs === undefined) return 'never';
  if (expiresAtMs <= nowMs) return `${day(expiresAtMs)}  HAS EXPIRED`;
  const days = daysUntil(expiresAtMs, nowMs);
  return endsSoon(expiresAtMs, nowMs)
    ? `${day(expiresAtMs)}  ENDS IN ${days} DAYS: make another`
    : day(expiresAtMs);
};

const lineOf = (token: ListedToken, nowMs: number): string =>
  `${token.name}  ${token.scopes.join(',')}  id: ${idOf(token)}  expires: ${expiryText(token.expiresAtMs, nowMs)}`;

const revokeById = async (table: Table, id: string): Promise<ListedToken> => {
  const [token, ...others] = (await listTokens(table)).filter(({ hash }) => hash.startsWith(id));
  if (token === undefined) throw new ToolError(`no token has the id "${id}": list shows them`);
  if (others.length > 0)
    throw new ToolError(`several tokens have an id that begins with "${id}": give more of it`);
  await revokeToken(table, token);
  return token;
};

const carryOut = async (command: TokenCommand, table: Table, nowMs: number): Promise<string> => {
  switch (command.kind) {
    case 'create': {
      const secret = await createToken(table, command.token, nowMs);
      const id = idOf({ hash: digest(secret) });
      const { expiresAtMs } = command.token;
      const end = expiresAtMs === undefined ? 'never ends' : `ends on ${day(expiresAtMs)}`;
      return `${secret}\n\nKeep it: it is not shown again. Send it as Authorization: Bearer <token>.\nIts id is ${id}, and it ${end}.`;
    }
    case 'revoke': {
      const count = await revokeTokens(table, command.name);
      if (count === 0) throw new ToolError(`no token has the name "${command.name}": list names them`);
      return `${count} revoked: they are refused from now on.`;
    }
    case 'revoke-one': {
      const { name } = await revokeById(table, command.id);
      return `A token of ${name} is revoked: it is refused from now on.`;
    }
    case 'list': {
      const tokens = await listTokens(table);
      return tokens.length === 0
        ? 'There are no tokens.'
        : tokens.map((token) => lineOf(token, nowMs)).join('\n');
    }
  }
};

const run = async (argv: readonly string[]): Promise<void> => {
  let table = '';
  try {
    const nowMs = Date.now();
    const command = parseTokenCommand(argv, nowMs);
    table = command.table;
    console.log(await carryOut(command, createTable(table), nowMs));
  } catch (error) {
    console.error(explain(error, usage, `there is no table ${table}`));
    process.exitCode = 1;
  }
};

await run(process.argv.slice(2));
