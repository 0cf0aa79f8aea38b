import * as z from 'zod/mini';
import type { Scope } from '../../../domain/kernel/scope.ts';
import type { ProblemSlug } from './problem.ts';

/** One call of the API. The router, the token check and the description are all made from these. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** `{id}` stands for an incident's id; a path may have more ids, each under a name of its own. */
  readonly path: string;
  /** Absent: needs no token. */
  readonly scope?: Scope;
  readonly summary: string;
  readonly query: z.ZodMiniType;
  readonly body?: Body;
  /** Answers by status; `undefined`: any JSON object. */
  readonly answers: Readonly<Record<number, z.ZodMiniType | undefined>>;
  /** Problems beside those that any call may have. */
  readonly problems: readonly ProblemSlug[];
}

export interface Body<S extends z.ZodMiniType = z.ZodMiniType> {
  readonly schema: S;
  /** Whether a request without a body makes no sense. */
  readonly required: boolean;
  /** As people write it, shown in the description; a test sends it through the schema. */
  readonly example?: object;
}

/** The ids of a request's path by the names that stand in braces. */
export type PathIds = Readonly<Record<string, string | undefined>>;

/** The names of the ids in a path, in their order. */
export const idNamesIn = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** An id of a path. Throws where the operation's path has no such name: a mistake of ours, not of the caller. */
export const pathId = (ids: PathIds, name: string): string => {
  const id = ids[name];
  if (id === undefined) throw new Error(`the path has no id called ${name}`);
  return id;
};

export const noQuery = z.strictObject({});

/** Problems of every call that changes something. */
export const writingProblems = [
  'malformed-json',
  'invalid-idempotency-key',
  'conflict',
  'body-too-large',
  'unsupported-media-type',
  'idempotency-key-reused',
] as const satisfies readonly ProblemSlug[];
