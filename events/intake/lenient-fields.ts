import * as z from 'zod/mini';

/**
 * Field schemas for what other systems send: a field that is absent, null or of another type reads as absent, so that
 * an odd field never costs an alarm. Required fields are checked by name afterwards.
 */
const lenient = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined);

/** A text; a blank one reads as absent. */
export const text = lenient(z.string().check(z.refine((value) => value.trim() !== '')));

/** A text, or a number written as text (account ids, versions). */
export const textOrNumber = lenient(
  z.pipe(
    z.union([z.string().check(z.refine((value) => value.trim() !== '')), z.number()]),
    z.transform((value) => String(value)),
  ),
);

const numeric = z.pipe(
  z.union([z.number(), z.string().check(z.regex(/^\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/))]),
  z.transform((value) => Number(value)),
);

/** A finite number, also where it is written as text. */
export const number = lenient(numeric.check(z.refine((value) => Number.isFinite(value))));

export const flag = lenient(z.boolean());

/** A flag, also where it is written as text. */
export const textOrFlag = lenient(
  z.pipe(
    z.union([z.boolean(), z.enum(['true', 'false'])]),
    z.transform((value) => value === true || value === 'true'),
  ),
);

/** Anything at all; the parser that knows more reads it again. */
export const anything = z.optional(z.unknown());

export const object = <S extends z.core.$ZodLooseShape>(shape: S) => lenient(z.object(shape));

/**
 * The schema of one source's detail, built when its first event comes: most deployments never see most sources, and
 * building them all at the start cost each cold start 6 ms (docs/performance.md, What measuring changed).
 */
export const lateObject = <S extends z.core.$ZodLooseShape>(shape: () => S) =>
  z.lazy(() => z.object(shape()));

/** A list without the elements that do not fit. What is no list reads as an empty one. */
export const list = <S extends z.ZodMiniType>(element: S) =>
  z.pipe(
    z.catch(z.optional(z.array(lenient(element))), undefined),
    z.transform((values) => (values ?? []).filter((value) => value !== undefined)),
  );

/** A map of texts; other values are left out. */
export const textMap = z.pipe(
  z.catch(z.optional(z.record(z.string(), textOrNumber)), undefined),
  z.transform((values) => {
    const entries = Object.entries(values ?? {});
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }),
);
