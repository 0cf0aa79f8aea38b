import * as z from 'zod';
import { type Finding, type Path, shown } from '../../../config/mistakes/mistake.ts';
import { mapIn } from '../../../config/schema/raw-file.ts';
import { nearest } from '../../../domain/kernel/nearest.ts';
import { own } from '../../../domain/kernel/own.ts';
import { situationSchema } from './file.ts';

type Raw = Readonly<Record<string, unknown>>;

/** The shapes that a schema allows: itself, or those that it names. */
const shapesOf = (schema: unknown): readonly Raw[] => {
  const fields = mapIn(schema);
  return Array.isArray(fields['anyOf']) ? fields['anyOf'].flatMap(shapesOf) : [fields];
};

/** The keys that may stand at a path. Made for a mistake alone: it takes as long as reading a file. */
const keysAt = (path: Path): readonly string[] => {
  const step = (schemas: readonly Raw[], at: string | number): readonly Raw[] =>
    schemas
      .map((fields) =>
        typeof at === 'number'
          ? fields['items']
          : (own(mapIn(fields['properties']), at) ?? fields['additionalProperties']),
      )
      .flatMap(shapesOf);
  const whole = shapesOf(z.toJSONSchema(situationSchema, { io: 'input', unrepresentable: 'any' }));
  const keys = path.reduce(step, whole).flatMap((fields) => Object.keys(mapIn(fields['properties'])));
  return path.length === 0 ? [...keys, 'basedOn', 'then'] : [...new Set(keys)];
};

/** What to say of a key that is not known where it stands. */
export const unknownKey = (key: string, path: Path, known = keysAt(path)): Finding => {
  const meant = nearest(key, known);
  const remedy = meant === undefined ? `known are ${known.join(', ')}` : `did you mean "${meant}"?`;
  return { path: [...path, key], atKey: true, message: `unknown key ${shown(key)}: ${remedy}` };
};

type Issues = readonly z.core.$ZodIssue[];

/** Whether the value is of another kind than this shape altogether, such as a map where a number may stand. */
const isOtherKind = (issues: Issues): boolean =>
  issues.some(
    (issue) =>
      issue.path.length === 0 &&
      (issue.code === 'invalid_type' || (issue.code === 'invalid_union' && issue.errors.every(isOtherKind))),
  );

/** Of several shapes, what is wrong by the one that was most likely meant: of the same kind, with the fewest mistakes. */
const unionFindings = (issue: z.core.$ZodIssueInvalidUnion): readonly Finding[] => {
  const sameKind = issue.errors.filter((issues) => !isOtherKind(issues));
  const [best] = sameKind
    .map((issues) => issues.flatMap((one) => issueFindings({ ...one, path: [...issue.path, ...one.path] })))
    .toSorted((one, other) => one.length - other.length);
  return best ?? [{ path: pathOf(issue), message: issue.message }];
};

const pathOf = ({ path }: z.core.$ZodIssue): Path =>
  path.map((step) => (typeof step === 'number' ? step : String(step)));

/** What zod found, as findings with a remedy each. */
export const issueFindings = (issue: z.core.$ZodIssue): readonly Finding[] => {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path));
  if (issue.code === 'invalid_union') return unionFindings(issue);
  return [{ path, message: issue.message }];
};
