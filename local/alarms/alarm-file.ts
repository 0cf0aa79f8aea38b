import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../domain/kernel/nearest.ts';
import { HostError } from '../kernel/host-error.ts';
import { isObject, type JsonObject, parseJson } from '../kernel/json.ts';
import { projectDir } from '../kernel/project.ts';

const samplesDir = join(projectDir, 'events', 'samples');

/** Names of the samples that come with the project. */
export const sampleNames = (): readonly string[] =>
  readdirSync(samplesDir)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();

const pathOf = (name: string): string => {
  if (existsSync(name)) return name;
  const sample = name.replace(/\.json$/, '');
  const names = sampleNames();
  if (names.includes(sample)) return join(samplesDir, `${sample}.json`);
  const near = nearest(sample, names);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new HostError(
    `${name} is neither a file nor a sample.${hint} "npm run alarm -- --list" lists the samples.`,
  );
};

/** Reads an event out of a file, or a sample by name. Throws HostError for one that is not there or not JSON. */
export const readAlarm = (name: string): JsonObject => {
  const path = pathOf(name);
  try {
    const event = parseJson(readFileSync(path, 'utf8'));
    if (isObject(event)) return event;
  } catch (error) {
    if (error instanceof SyntaxError) throw new HostError(`${path} is not JSON: ${error.message}`);
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new HostError(`${path} cannot be read (${String(error.code)}): give a file that holds an event.`);
  }
  throw new HostError(`${path} holds JSON that is no object: an event is one.`);
};
