import { HostError } from '../kernel/host-error.ts';
import { isList, isObject, type Json, type JsonObject } from '../kernel/json.ts';

/** One resource of the template, its intrinsic functions already resolved. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
}

const label = (resource: Resource): string => `${resource.id} (${resource.type})`;

/** A property the host cannot work with: which, of what, and why. */
export const refuse = (resource: Resource, property: string, why: string): never => {
  throw new HostError(`serverless.yml: ${label(resource)}, property ${property}: ${why}`);
};

/**
 * Stops the start where a resource has a property that is in neither list. `inert` ones are known to change nothing
 * on a laptop: descriptions, encryption, tags, tracing.
 */
export const expectProperties = (
  resource: Resource,
  understood: readonly string[],
  inert: readonly string[] = [],
): void => {
  for (const property of Object.keys(resource.properties)) {
    if (understood.includes(property) || inert.includes(property)) continue;
    refuse(resource, property, 'the laptop host does not understand it');
  }
};

export const optionalText = (resource: Resource, property: string): string | undefined => {
  const value = resource.properties[property];
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  return refuse(resource, property, `expected a text, found ${JSON.stringify(value)}`);
};

export const textOf = (resource: Resource, property: string): string =>
  optionalText(resource, property) ?? refuse(resource, property, 'missing; give it a value');

/** CloudFormation takes a number and its text alike. */
export const optionalInteger = (resource: Resource, property: string): number | undefined => {
  const value = resource.properties[property];
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number)) return number;
  return refuse(resource, property, `expected a whole number, found ${JSON.stringify(value)}`);
};

export const optionalFlag = (resource: Resource, property: string): boolean | undefined => {
  const value = resource.properties[property];
  if (value === undefined || typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return refuse(resource, property, `expected true or false, found ${JSON.stringify(value)}`);
};

export const objectOf = (resource: Resource, property: string): JsonObject => {
  const value = resource.properties[property];
  return isObject(value) ? value : refuse(resource, property, 'expected a map');
};

export const listOf = (resource: Resource, property: string): readonly Json[] => {
  const value = resource.properties[property] ?? [];
  return isList(value) ? value : refuse(resource, property, 'expected a list');
};

/** A list whose members are maps, such as targets and statements. */
export const objectsOf = (resource: Resource, property: string): readonly JsonObject[] =>
  listOf(resource, property).map((value) =>
    isObject(value) ? value : refuse(resource, property, 'expected a list of maps'),
  );
