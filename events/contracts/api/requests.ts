import * as z from 'zod/mini';
import type { Saying } from '../../../domain/incident/command.ts';
import { describe, named, scenario, severity, statement, zonedTime } from './values.ts';

/** Longest note; longer stories belong behind a link. */
export const MAX_NOTE = 4_000;
/** Longest fact: eight of them stay far below the 400 KB of a DynamoDB item (I9). */
export const MAX_FACT = 2_000;
export const MAX_NAME = 256;

/** Neither white space nor a control character. */
const aVisible = '[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ufeff]';
const hasVisible = new RegExp(aVisible, 'u');
const wellFormed = z.overwrite((text: string) => (hasVisible.test(text) ? text.toWellFormed().trim() : ''));
/** Titles and names stand in subjects and SMS texts: one line. */
const oneLine = z.overwrite((text: string) =>
  text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim(),
);

/** A text that shows nothing says nothing, and counts as empty: the description asks for a visible character. */
const visible = <S extends z.ZodMiniType>(schema: S): S => {
  z.globalRegistry.add(schema, { pattern: aVisible });
  return schema;
};

const line = (longest: number) => visible(z.string().check(oneLine, z.minLength(1), z.maxLength(longest)));
const prose = (longest: number) =>
  visible(z.string().check(wellFormed, z.minLength(1), z.maxLength(longest)));

const note = describe(z.exactOptional(prose(MAX_NOTE)), 'Stands in the timeline beside what was done.');
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

const sayable = {
  ...facts,
  statements: describe(
    z.exactOptional(z.array(statement).check(z.maxLength(32))),
    'Facts that only a person can tell; each fires what the escalation rules give it, the first time it is said.',
  ),
};

export const declareRequest = named(
  'DeclareRequest',
  z.strictObject({
    title: line(MAX_NAME),
    service: describe(
      z.exactOptional(line(MAX_NAME)),
      'Joins an open incident of this service. Default: the title.',
    ),
    severity: describe(z.exactOptional(severity), 'Default: the configured one (SEV3).'),
    scenario: describe(z.exactOptional(scenario), 'Default: generic.'),
    note,
    ...sayable,
  }),
);

export const noteRequest = named('NoteRequest', z.strictObject({ note: prose(MAX_NOTE) }));
export const severityRequest = named('SeverityRequest', z.strictObject({ severity, note }));
export const bareRequest = named('ActRequest', z.strictObject({ note }));
/** Resolving and mitigating are the moments at which people know most. */
export const tellingRequest = named('TellingActRequest', z.strictObject({ note, ...sayable }));
export const escalateRequest = named(
  'EscalateRequest',
  z.strictObject({
    note,
    audiences: describe(
      z.exactOptional(z.array(line(MAX_NAME)).check(z.minLength(1), z.maxLength(20))),
      'Whom to page, by the names of tocsin.yml. Default: the next rung of the policy.',
    ),
  }),
);
export const patchRequest = named(
  'PatchRequest',
  z.strictObject({ note, scenario: z.exactOptional(scenario), ...sayable }).check(
    z.refine((body) => Object.values(body).some((value) => value !== undefined), {
      error: 'says nothing: name at least one fact',
    }),
  ),
  'What people know. null takes a fact back.',
);

z.globalRegistry.add(patchRequest, { minProperties: 1 });

type Sayable = z.infer<typeof patchRequest>;

/** The facts of a request body as the domain takes them; undefined where nothing was said. */
export const sayingOf = (body: Omit<Sayable, 'note'>): Saying | undefined => {
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
