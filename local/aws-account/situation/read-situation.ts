import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { decodeFile } from '../../../config/mistakes/decode.ts';
import { mapIn } from '../../../config/schema/raw-file.ts';
import { nearest } from '../../../domain/kernel/nearest.ts';
import { HostError } from '../../kernel/host-error.ts';
import { projectDir } from '../../kernel/project.ts';
import { parseSituation } from './parse-situation.ts';
import type { Situation } from './situation.ts';

const situationsDir = join(projectDir, 'local', 'aws-account', 'situations');

/** Names of the situations that come with the project. */
export const situationNames = (): readonly string[] =>
  readdirSync(situationsDir)
    .filter((file) => file.endsWith('.yml'))
    .map((file) => basename(file, '.yml'))
    .sort();

const ownFile = (name: string): string => join(situationsDir, `${name}.yml`);

/** Where a situation stands: one of the project's by its name, or a file. Throws HostError that names those there are. */
const situationPath = (nameOrFile: string): string => {
  const names = situationNames();
  if (names.includes(nameOrFile)) return ownFile(nameOrFile);
  if (existsSync(nameOrFile) && statSync(nameOrFile).isFile()) return nameOrFile;
  const near = nearest(nameOrFile, names);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new HostError(
    `The situation "${nameOrFile}" is neither a file nor one of the project's.${hint} There are ${names.join(', ')}.`,
  );
};

const textOf = (path: string): string => {
  const decoded = decodeFile(readFileSync(path));
  if ('text' in decoded) return decoded.text;
  throw new HostError(
    `${path}:${decoded.mistake.line}:${decoded.mistake.column} ${decoded.mistake.message}.`,
  );
};

const baseOf = (name: string) => {
  const names = situationNames();
  if (!names.includes(name))
    return { problem: `there is no situation "${name}": there are ${names.join(', ')}` };
  const { basedOn, then, ...raw } = mapIn(parseDocument(textOf(ownFile(name))).toJS());
  return basedOn === undefined && then === undefined
    ? { raw }
    : { problem: `"${name}" is based on another one, or has stages: name one that is neither` };
};

/** Reads a situation of the project by its name, or a file. Throws HostError that names every mistake with its place. */
export const readSituation = (nameOrFile: string): Situation => {
  const path = situationPath(nameOrFile);
  const parsed = parseSituation(textOf(path), baseOf);
  if (parsed.ok) return parsed.situation;
  const lines = parsed.mistakes.map(
    ({ line, column, path: field, message }) => `${path}:${line}:${column} ${field}: ${message}`,
  );
  throw new HostError(`The situation "${nameOrFile}" cannot be read.\n${lines.join('\n')}`);
};
