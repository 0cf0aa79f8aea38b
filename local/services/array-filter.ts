import { objectIn } from '../kernel/json.ts';

/**
 * A filter policy that the embedded SNS evaluates as SNS does. An attribute of type String.Array fits if one of its values
 * does (SNS Developer Guide, "Amazon SNS message attributes"); the embedded one takes `["SEV1","SEV3"]` for one text.
 */
export const takingArrays = (filterPolicy: string): string => {
  const policy = objectIn(filterPolicy);
  if (policy === undefined) return filterPolicy;
  const wider = Object.entries(policy).map(([name, wanted]) => [
    name,
    Array.isArray(wanted) ? wanted.flatMap((one: unknown) => [one, ...inArray(one)]) : wanted,
  ]);
  return JSON.stringify(Object.fromEntries(wider));
};

const inArray = (value: unknown): readonly unknown[] =>
  typeof value === 'string' ? [{ wildcard: `*"${value}"*` }] : [];
