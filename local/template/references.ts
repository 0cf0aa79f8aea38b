import { HostError } from '../kernel/host-error.ts';
import { isObject, type Json } from '../kernel/json.ts';
import type { Place } from '../kernel/place.ts';
import { type References, resolve } from './intrinsics.ts';
import { inertTypes, liveTypes } from './resource-types.ts';
import type { TemplateDocument } from './template-document.ts';

const pseudoParameters = (place: Place): Readonly<Record<string, string>> => ({
  'AWS::AccountId': place.accountId,
  'AWS::Partition': 'aws',
  'AWS::Region': place.region,
  'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.accountId}:stack/${place.stackName}/local`,
  'AWS::StackName': place.stackName,
  'AWS::URLSuffix': 'amazonaws.com',
});

const defaultOf = (parameter: Json | undefined): string | undefined => {
  const value = isObject(parameter) ? parameter['Default'] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

const unknown = (what: string): never => {
  throw new HostError(`serverless.yml: ${what}, which the laptop host does not understand.`);
};

const typeOf = (template: TemplateDocument, id: string): string =>
  template.resources.get(id)?.type ??
  unknown(`something refers to ${id}, which is no resource of the template`);

/** Names and ARNs of a template's resources as they are on this host. */
export interface LocalReferences extends References {
  /** The physical name of a resource, such as the queue's name. */
  nameOf(resourceId: string): string;
}

export const makeReferences = (template: TemplateDocument, place: Place): LocalReferences => {
  const pseudo = pseudoParameters(place);
  const nameOf = (id: string): string => {
    const property = liveTypes[typeOf(template, id)]?.nameProperty;
    const value = property === undefined ? undefined : template.resources.get(id)?.properties[property];
    if (value === undefined) return id;
    const name = resolve(value, references);
    return typeof name === 'string' ? name : unknown(`${id} has a ${property} that is no text`);
  };
  const ref = (name: string): string => {
    const known = pseudo[name] ?? defaultOf(template.parameters[name]);
    if (known !== undefined) return known;
    if (name in template.parameters) return unknown(`parameter ${name} has no default`);
    const type = typeOf(template, name);
    const naming = liveTypes[type];
    if (naming !== undefined) return naming.ref(nameOf(name), place);
    return type in inertTypes ? name : unknown(`${name} is of type ${type}`);
  };
  const attribute = (id: string, name: string): string => {
    const type = typeOf(template, id);
    const naming = liveTypes[type];
    if (naming === undefined)
      return type in inertTypes ? `${id}.${name}` : unknown(`${id} is of type ${type}`);
    const read =
      naming.attributes[name] ?? unknown(`something asks ${id} (${type}) for its attribute ${name}`);
    return read(nameOf(id), place);
  };
  const references: LocalReferences = {
    ref,
    attribute,
    condition: (name) => template.conditions[name],
    nameOf,
  };
  return references;
};
