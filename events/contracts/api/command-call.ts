import type * as z from 'zod/mini';
import type { RefusalReason } from '../../../domain/incident/command.ts';
import type { Act, Command } from '../../../domain/lifecycle/commands.ts';
import { incidentAnswer } from './incident-answer.ts';
import { type Body, noQuery, type Operation, type PathIds, writingProblems } from './operation.ts';
import type { ProblemSlug } from './problem.ts';

/** An act as its request states it. Who acts, and the idempotency key, come from elsewhere. */
export type AskedAct<C extends Command = Command> = Pick<Act, 'note' | 'say'> & { readonly command: C };

/** Refusals of this kind of command only: each with its problem and the field of the body at fault. */
export type OwnRefusals = {
  readonly [R in RefusalReason]?: { readonly problem: ProblemSlug; readonly field?: string };
};

/** Reads the body in the shape of the schema, or throws an error that says what is wrong with it. */
export type BodyReader = <S extends z.ZodMiniType>(schema: S) => z.output<S>;

/** One kind of command over the API. */
export interface CommandCall<C extends Command = Command, Id extends string = string> {
  readonly operationId: Id;
  readonly operation: Operation;
  /** What it answers: 200, or 202 where what it asks for is done later. */
  readonly status: 200 | 202;
  /** Reasons that are answered with another problem than 409. */
  readonly refusals: OwnRefusals;
  readonly readAct: (read: BodyReader, ids: PathIds) => AskedAct<C>;
}

interface Given<C extends Command, Id extends string, S extends z.ZodMiniType> {
  readonly operationId: Id;
  /** Default: POST. */
  readonly method?: 'POST' | 'PATCH';
  readonly path: string;
  readonly summary: string;
  /** Default: 200. */
  readonly status?: 200 | 202;
  readonly body: Body<S>;
  readonly refusals?: OwnRefusals;
  /** The act that a valid body asks for. */
  readonly toAct: (body: z.output<S>, ids: PathIds) => AskedAct<C>;
}

/** A row of the table of commands: answers with the incident as it is afterwards. */
export const commandCall = <const C extends Command, const Id extends string, S extends z.ZodMiniType>(
  given: Given<C, Id, S>,
): CommandCall<C, Id> => {
  const { operationId, method = 'POST', path, summary, status = 200, body, refusals = {}, toAct } = given;
  const own = Object.values(refusals).map(({ problem }) => problem);
  return {
    operationId,
    operation: {
      method,
      path,
      scope: 'respond',
      summary,
      query: noQuery,
      body,
      answers: { [status]: incidentAnswer },
      problems: [...new Set<ProblemSlug>(['not-found', 'gone', ...writingProblems, ...own])],
    },
    status,
    refusals,
    readAct: (read, ids) => toAct(read(body.schema), ids),
  };
};
