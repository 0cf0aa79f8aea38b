import { durationMs, durationProblem } from '../config/schema/duration.ts';
import { SYSTEM } from '../domain/incident/incident.ts';
import { nearest } from '../domain/kernel/nearest.ts';
import type { Scope } from '../domain/kernel/scope.ts';
import type { ApiToken } from '../protocol/ports/access.ts';
import { readOptions } from './read-options.ts';
import { ToolError } from './tool-error.ts';

export const usage = `npm run token -- create --name <name> --scopes read,respond [--expires 90d|never] [--table tocsin-dev]
npm run token -- revoke --id <id> | --name <name> [--table tocsin-dev]
npm run token -- list [--table tocsin-dev]

A token ends after 90 days unless --expires says otherwise. Several may have one name, so that a new one can be tried before the
old one is revoked: by its id, which list shows. revoke --name ends all of a name.
Scopes: read (query), respond (declare, acknowledge, steer), admin (all). AWS credentials and region are those of the
AWS CLI (AWS_PROFILE, AWS_REGION). The table is called tocsin-<stage>.`;

/** What the command line asks for. */
export type TokenCommand = { readonly table: string } & (
  | { readonly kind: 'create'; readonly token: ApiToken }
  | { readonly kind: 'revoke'; readonly name: string }
  | { readonly kind: 'revoke-one'; readonly id: string }
  | { readonly kind: 'list' }
);

const scopes: readonly Scope[] = ['read', 'respond', 'admin'];
const kinds = ['create', 'revoke', 'list'] as const;

/** @throws ToolError */
export const parseTokenCommand = (argv: readonly string[], nowMs: number): TokenCommand => {
  const { positionals, values } = parse(argv);
  const [given = '', ...others] = positionals;
  const kind = kinds.find((each) => each === given);
  if (kind === undefined || others.length > 0) {
    throw new ToolError(
      `say what to do: create, revoke or list${given === '' ? '' : `, not ${positionals.join(' ')}`}`,
    );
  }
  const { table = 'tocsin-dev' } = values;
  if (kind === 'list') return { kind, table };
  if (kind === 'revoke' && values.id !== undefined) {
    if (values.name !== undefined)
      throw new ToolError('--id and --name exclude each other: give one of them');
    return { kind: 'revoke-one', table, id: idOf(values.id) };
  }
  const name = nameOf(values.name);
  if (kind === 'revoke') return { kind, table, name };
  const expiresAtMs = expiryOf(values.expires, nowMs);
  const token = {
    name,
    scopes: scopesOf(values.scopes),
    ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
  };
  return { kind, table, token };
};

const parse = (argv: readonly string[]) => {
  const text = { type: 'string' } as const;
  return readOptions(argv, { id: text, name: text, scopes: text, expires: text, table: text }, true);
};

/** The name stands in timelines as who did it. */
const nameOf = (name: string | undefined): string => {
  if (name === undefined) throw new ToolError('--name is missing: say whose token it is');
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,63}$/u.test(name) || name.trim() !== name) {
    throw new ToolError(
      '--name must be 1 to 64 letters, digits, blanks and . _ @ -, beginning with a letter or digit',
    );
  }
  if (name === SYSTEM) throw new ToolError(`--name must not be ${SYSTEM}: it stands for what no person did`);
  return name;
};

const scopesOf = (text: string | undefined): readonly Scope[] => {
  if (text === undefined) throw new ToolError(`--scopes is missing: give some of ${scopes.join(',')}`);
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !scopes.some((scope) => scope === name));
  if (unknown !== undefined) {
    const near = nearest(unknown, scopes);
    throw new ToolError(
      `--scopes: "${unknown}" is none of ${scopes.join(', ')}${near === undefined ? '' : `: did you mean ${near}?`}`,
    );
  }
  return scopes.filter((scope) => names.includes(scope));
};

/** As list shows it: the beginning of the hash. */
const idOf = (id: string): string => {
  if (/^[0-9a-f]{8,64}$/.test(id)) return id;
  throw new ToolError('--id must be the id that list shows: at least 8 digits and letters a to f');
};

/** A token that ends sooner than this was a mistake. */
const SHORTEST_MS = 60_000;
const DEFAULT_EXPIRY = '90d';

const expiryOf = (text: string = DEFAULT_EXPIRY, nowMs: number): number | undefined => {
  if (text === 'never') return undefined;
  const problem = durationProblem(text, SHORTEST_MS);
  if (problem !== undefined) throw new ToolError(`--expires: ${problem}`);
  return nowMs + (durationMs(text) ?? 0);
};
