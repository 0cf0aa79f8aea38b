import { HostError } from '../kernel/host-error.ts';
import { isList, isObject, type Json, type JsonObject } from '../kernel/json.ts';

/** Where intrinsic functions find what they name. */
export interface References {
  /** `Ref`: a resource, a parameter or a pseudo parameter. */
  ref(name: string): string;
  attribute(resourceId: string, attribute: string): string;
  condition(name: string): Json | undefined;
}

/** `AWS::NoValue`: the property or list member that holds it is left out. */
const noValue = Symbol('AWS::NoValue');
type Resolved = Json | typeof noValue;

const bad = (name: string, value: Json): never => {
  throw new HostError(
    `serverless.yml: ${name} with ${JSON.stringify(value)} is not something the laptop host understands.`,
  );
};

const required = (value: Resolved, name: string): Json =>
  value === noValue ? bad(name, 'AWS::NoValue') : value;

const textIn = (value: Resolved | undefined, name: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return bad(name, value === undefined || value === noValue ? null : value);
};

const listIn = (value: Json, name: string): readonly Json[] => (isList(value) ? value : bad(name, value));

const substitute = (argument: Json, refs: References): string => {
  const [template, given] = isList(argument) ? argument : [argument];
  const variables: JsonObject = isObject(given) ? given : {};
  if (typeof template !== 'string') return bad('Fn::Sub', argument);
  return template.replace(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    const own = variables[name];
    if (own !== undefined) return textIn(evaluate(own, refs), 'Fn::Sub');
    const dot = name.indexOf('.');
    return dot < 0 ? refs.ref(name) : refs.attribute(name.slice(0, dot), name.slice(dot + 1));
  });
};

const getAttribute = (argument: Json, refs: References): string => {
  const [id, attribute] = typeof argument === 'string' ? splitOnce(argument) : listIn(argument, 'Fn::GetAtt');
  if (typeof id !== 'string' || attribute === undefined) return bad('Fn::GetAtt', argument);
  return refs.attribute(id, textIn(evaluate(attribute, refs), 'Fn::GetAtt'));
};

const splitOnce = (text: string): readonly string[] => {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
};

const select = (argument: Json, refs: References): Json => {
  const [index, from] = listIn(argument, 'Fn::Select');
  const list = from === undefined ? undefined : evaluate(from, refs);
  const position = Number(index === undefined ? Number.NaN : textIn(evaluate(index, refs), 'Fn::Select'));
  const chosen = list !== noValue && isList(list) ? list[position] : undefined;
  return chosen === undefined ? bad('Fn::Select', argument) : chosen;
};

const join = (argument: Json, refs: References): string => {
  const [separator, parts] = listIn(argument, 'Fn::Join');
  const resolved = parts === undefined ? undefined : evaluate(parts, refs);
  if (typeof separator !== 'string' || resolved === noValue || !isList(resolved))
    return bad('Fn::Join', argument);
  return resolved.map((part) => textIn(part, 'Fn::Join')).join(separator);
};

const split = (argument: Json, refs: References): Json => {
  const [separator, text] = listIn(argument, 'Fn::Split');
  if (typeof separator !== 'string' || text === undefined) return bad('Fn::Split', argument);
  return textIn(evaluate(text, refs), 'Fn::Split').split(separator);
};

const choose = (argument: Json, refs: References): Resolved => {
  const [name, yes, no] = listIn(argument, 'Fn::If');
  if (typeof name !== 'string' || yes === undefined || no === undefined) return bad('Fn::If', argument);
  return evaluate(isTrue(name, refs) ? yes : no, refs);
};

/** Whether the template's condition of this name holds. */
export const isTrue = (name: string, refs: References): boolean => {
  const definition = refs.condition(name);
  return definition === undefined ? bad('Condition', name) : holds(definition, refs);
};

const holds = (value: Json, refs: References): boolean => {
  const [name, argument] = isObject(value) ? (Object.entries(value)[0] ?? []) : [];
  if (name === undefined || argument === undefined) return bad('Conditions', value);
  const parts = isList(argument) ? argument : [argument];
  if (name === 'Condition') return isTrue(textIn(argument, name), refs);
  if (name === 'Fn::Not') return parts.every((part) => !holds(part, refs));
  if (name === 'Fn::And') return parts.every((part) => holds(part, refs));
  if (name === 'Fn::Or') return parts.some((part) => holds(part, refs));
  if (name === 'Fn::Equals') {
    const [left, right] = parts.map((part) => textIn(evaluate(part, refs), name));
    return left === right;
  }
  return bad(name, argument);
};

const functions: Readonly<Record<string, (argument: Json, refs: References) => Resolved>> = {
  Ref: (argument, refs) => (argument === 'AWS::NoValue' ? noValue : refs.ref(textIn(argument, 'Ref'))),
  'Fn::GetAtt': getAttribute,
  'Fn::Sub': substitute,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::If': choose,
};

const evaluateObject = (value: JsonObject, refs: References): Resolved => {
  const entries = Object.entries(value);
  const [name, argument] = entries.length === 1 ? (entries[0] ?? []) : [];
  if (name !== undefined && argument !== undefined) {
    const apply = functions[name];
    if (apply !== undefined) return apply(argument, refs);
    if (name.startsWith('Fn::')) return bad(name, argument);
  }
  const resolved = entries.map(([key, member]) => [key, evaluate(member, refs)] as const);
  return Object.fromEntries(
    resolved.filter((entry): entry is readonly [string, Json] => entry[1] !== noValue),
  );
};

const evaluate = (value: Json, refs: References): Resolved => {
  if (isList(value)) {
    return value
      .map((member) => evaluate(member, refs))
      .filter((member): member is Json => member !== noValue);
  }
  return isObject(value) ? evaluateObject(value, refs) : value;
};

/**
 * Resolves CloudFormation's intrinsic functions in a value. A function that is not in the list above stops the start
 * with its name (HostError).
 */
export const resolve = (value: Json, refs: References): Json => required(evaluate(value, refs), 'a property');
