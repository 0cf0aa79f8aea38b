import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../kernel/host-error.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../kernel/json.ts';

/** What `serverless package` writes beside the functions' zips. */
export const templateName = 'cloudformation-template-update-stack.json';

export interface TemplateDocument {
  readonly parameters: JsonObject;
  readonly conditions: JsonObject;
  readonly resources: ReadonlyMap<string, TemplateResource>;
}

/** A resource as it is written, intrinsic functions and all. */
export interface TemplateResource {
  readonly type: string;
  readonly condition?: string;
  readonly properties: JsonObject;
}

const understoodSections = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Outputs',
  'Parameters',
  'Conditions',
  'Resources',
];

const sectionOf = (template: JsonObject, name: string): JsonObject => {
  const section = template[name] ?? {};
  if (isObject(section)) return section;
  throw new HostError(`The packaged template's section ${name} is not a map.`);
};

const readResource = (id: string, value: Json): TemplateResource => {
  const type = isObject(value) ? value['Type'] : undefined;
  if (!isObject(value) || typeof type !== 'string') {
    throw new HostError(`The packaged template's resource ${id} has no Type.`);
  }
  const properties = value['Properties'] ?? {};
  if (!isObject(properties))
    throw new HostError(`The packaged template's resource ${id} has Properties that are not a map.`);
  const condition = value['Condition'];
  return { type, properties, ...(typeof condition === 'string' ? { condition } : {}) };
};

/** Reads a parsed template; refuses sections that would change what the resources mean (Transform, Mappings, Rules). */
export const readTemplate = (template: Json): TemplateDocument => {
  if (!isObject(template)) throw new HostError('The packaged template is not a map.');
  for (const section of Object.keys(template)) {
    if (!understoodSections.includes(section)) {
      throw new HostError(
        `The packaged template has a section ${section}, which the laptop host does not understand.`,
      );
    }
  }
  const resources = Object.entries(sectionOf(template, 'Resources'));
  return {
    parameters: sectionOf(template, 'Parameters'),
    conditions: sectionOf(template, 'Conditions'),
    resources: new Map(resources.map(([id, value]) => [id, readResource(id, value)])),
  };
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Loads the template out of the package folder; a missing build is a HostError that says how to make one. */
export const loadTemplate = (packageDir: string): TemplateDocument => {
  const path = join(packageDir, templateName);
  try {
    return readTemplate(parseJson(readFileSync(path, 'utf8')));
  } catch (error) {
    if (isMissing(error))
      throw new HostError(
        `No build at ${path}: run "npm run package" first, or "npm start", which does both.`,
      );
    if (error instanceof SyntaxError)
      throw new HostError(
        `The build at ${path} is not JSON (${error.message}): run "npm run package" again.`,
      );
    throw error;
  }
};
