import * as z from 'zod/mini';
import type { Saying } from '../../../domain/incident/command.ts';
import type { Scenario } from '../../../domain/kernel/scenario.ts';
import type { Act } from '../../../domain/lifecycle/commands.ts';
import { prose } from './request-text.ts';
import { describe, statement, zonedTime } from './values.ts';

/** Longest fact: eight of them stay far below the 400 KB of a DynamoDB item (I9). */
const MAX_FACT = 2_000;

const fact = (description: string) => describe(z.exactOptional(z.nullable(prose(MAX_FACT))), description);

const facts = {
  impact: fact('What users notice.'),
  affectedUsers: fact('Who and how many are affected.'),
  rootCause: fact('Why it happened.'),
  progress: fact('What has been done so far.'),
  nextSteps: fact('What is done next.'),
  estimatedResolution: describe(
    z.exactOptional(z.nullable(zonedTime)),
    'ISO 8601 with a zone. Never a deadline.',
  ),
  resolution: fact('What ended it.'),
  prevention: fact('What keeps it from coming back.'),
};

/** What people may say in a request, beside a note: facts and statements. */
export const sayable = {
  ...facts,
  statements: describe(
    z.exactOptional(z.array(statement).check(z.maxLength(32))),
    'Facts that only a person can tell; each fires what the escalation rules give it, the first time it is said.',
  ),
};

type Sayable = { readonly [K in keyof typeof sayable]?: z.output<(typeof sayable)[K]> } & {
  readonly scenario?: Scenario;
};

/** The note and the facts of a request body as the domain takes them; what was not said is left out. */
export const remarksOf = ({
  note,
  ...sayable
}: Sayable & { readonly note?: string }): Pick<Act, 'note' | 'say'> => {
  const say = sayingOf(sayable);
  return { ...(note === undefined ? {} : { note }), ...(say === undefined ? {} : { say }) };
};

const sayingOf = (body: Sayable): Saying | undefined => {
  const { scenario: kind, statements, estimatedResolution, ...rest } = body;
  const texts = Object.fromEntries(
    Object.keys(facts).flatMap((name) => {
      const value = Reflect.get(rest, name) as string | null | undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const estimate =
    estimatedResolution === undefined
      ? {}
      : { estimatedResolutionAtMs: estimatedResolution === null ? null : Date.parse(estimatedResolution) };
  const said = { ...texts, ...estimate };
  const saying: Saying = {
    ...(Object.keys(said).length === 0 ? {} : { facts: said }),
    ...(kind === undefined ? {} : { scenario: kind }),
    ...(statements === undefined || statements.length === 0 ? {} : { statements }),
  };
  return Object.keys(saying).length === 0 ? undefined : saying;
};
