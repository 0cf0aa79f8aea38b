import { own } from '../../domain/kernel/own.ts';
/** A pattern that this matcher, or EventBridge, does not understand. `message` names the operator or the field. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values at a leaf: an array in the event stands for its elements, at any depth; an object is no leaf. */
const leavesOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return value === undefined || isObject(value) ? [] : [value];
};

/** The objects at a branch: an array stands for its elements; where none is an object, there are no fields. */
const branchesOf = (value: unknown): readonly JsonObject[] => {
  const objects = (Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value]).filter(isObject);
  return objects.length === 0 ? [{}] : objects;
};

type Test = (leaves: readonly unknown[]) => boolean;

const isScalar = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const startsWith = (leaf: unknown, prefix: string): boolean =>
  typeof leaf === 'string' && leaf.startsWith(prefix);

const textOf = (value: unknown, operator: string): string => {
  if (typeof value !== 'string')
    throw new PatternError(`${operator} takes a text, not ${JSON.stringify(value)}.`);
  return value;
};

const anythingBut = (operand: unknown): Test => {
  if (isObject(operand)) {
    const [operator, value, ...more] = Object.entries(operand).flat();
    if (operator !== 'prefix' || more.length > 0) {
      throw new PatternError(`anything-but with ${String(operator)} is not supported; use values or prefix.`);
    }
    const prefix = textOf(value, 'anything-but prefix');
    return (leaves) => leaves.some((leaf) => !startsWith(leaf, prefix));
  }
  const excluded: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const sound = excluded.every((value) => typeof value === 'string' || typeof value === 'number');
  if (excluded.length === 0 || !sound) {
    throw new PatternError(`anything-but takes texts or numbers, not ${JSON.stringify(operand)}.`);
  }
  return (leaves) => leaves.some((leaf) => excluded.every((value) => value !== leaf));
};

const operators: Readonly<Record<string, (operand: unknown) => Test>> = {
  prefix: (operand) => {
    const prefix = textOf(operand, 'prefix');
    return (leaves) => leaves.some((leaf) => startsWith(leaf, prefix));
  },
  exists: (operand) => {
    if (typeof operand !== 'boolean')
      throw new PatternError(`exists takes true or false, not ${JSON.stringify(operand)}.`);
    return (leaves) => leaves.length > 0 === operand;
  },
  'anything-but': anythingBut,
};

const testOf = (condition: unknown): Test => {
  if (isScalar(condition)) return (leaves) => leaves.includes(condition);
  const [entry, ...more] = isObject(condition) ? Object.entries(condition) : [];
  if (entry === undefined || more.length > 0) {
    throw new PatternError(`A condition is a value or one operator, not ${JSON.stringify(condition)}.`);
  }
  const operator = own(operators, entry[0]);
  if (operator === undefined) {
    throw new PatternError(
      `Operator ${entry[0]} is not supported; known are ${Object.keys(operators).join(', ')}.`,
    );
  }
  return operator(entry[1]);
};

type Matcher = (event: JsonObject) => boolean;

const fieldMatcher = (field: string, pattern: unknown): Matcher => {
  if (field.startsWith('$')) throw new PatternError(`Operator ${field} is not supported.`);
  if (isObject(pattern)) {
    const inner = compile(pattern);
    return (event) => branchesOf(event[field]).some(inner);
  }
  if (!Array.isArray(pattern) || pattern.length === 0) {
    throw new PatternError(
      `Field ${field} needs a list of conditions or a pattern, not ${JSON.stringify(pattern)}.`,
    );
  }
  const tests = pattern.map(testOf);
  return (event) => tests.some((test) => test(leavesOf(event[field])));
};

const compile = (pattern: JsonObject): Matcher => {
  const matchers = Object.entries(pattern).map(([field, conditions]) => fieldMatcher(field, conditions));
  return (event) => matchers.every((matches) => matches(event));
};

/**
 * Reads an EventBridge event pattern; answers whether an event matches it: all fields, any condition of each. Exact values (null, numbers
 * and booleans too), `prefix`, `exists` (of leaves), and `anything-but` with a value, a list or a prefix. A field that
 * is absent matches `exists: false` only. In lists of objects one and the same element must match a nested pattern.
 * Source: EventBridge User Guide, "Comparison operators for use in event patterns".
 * @throws PatternError on any other operator, naming it, and on a malformed pattern
 */
export const readPattern = (pattern: object): ((event: object) => boolean) => {
  const matches = compile({ ...pattern });
  return (event) => matches({ ...event });
};

/** The same for one event. */
export const matchesPattern = (pattern: object, event: object): boolean => readPattern(pattern)(event);
