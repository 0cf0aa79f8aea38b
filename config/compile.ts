import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleFindings } from './checks/example-contacts.ts';
import { decodeFile } from './mistakes/decode.ts';
import type { Mistake } from './mistakes/mistake.ts';
import { type Parsed, parseConfiguration } from './parse.ts';
import { jsonSchema } from './schema/json-schema.ts';

const asText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const say = (file: string, { line, column, path, message }: Mistake): void => {
  process.stderr.write(`${file}:${line}:${column} ${path}: ${message}\n`);
};

const readBytes = (file: string): Uint8Array | undefined => {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    process.stderr.write(
      `${file}: cannot be read (${code}): write it, or name another file in TOCSIN_CONFIG\n`,
    );
    return undefined;
  }
};

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const summaryOf = ({ configuration, audiences }: Extract<Parsed, { ok: true }>): string => {
  const reached = Object.values(audiences).filter((contacts) => contacts.length > 0);
  const { policies, services, rules } = configuration;
  return [
    counted(reached.length, 'audience with contacts', 'audiences with contacts'),
    counted(Object.keys(policies).length, 'policy', 'policies'),
    counted(services.length, 'service'),
    counted(rules.length, 'rule'),
  ].join(', ');
};

/** Compiles the file into `.build/`. Returns the exit code: 0, or 1 after printing every mistake. */
const compile = (file: string, deploying: boolean): number => {
  const bytes = readBytes(file);
  if (bytes === undefined) return 1;
  const decoded = decodeFile(bytes);
  if ('mistake' in decoded) {
    say(file, decoded.mistake);
    return 1;
  }
  const parsed = parseConfiguration(decoded.text);
  if (!parsed.ok) {
    for (const mistake of parsed.mistakes) say(file, mistake);
    return 1;
  }
  const examples = deploying ? exampleFindings(parsed.audiences) : [];
  for (const message of examples) process.stderr.write(`${file}: ${message}\n`);
  if (examples.length > 0) return 1;
  for (const warning of parsed.warnings) say(file, { ...warning, message: `warning: ${warning.message}` });
  mkdirSync('.build', { recursive: true });
  writeFileSync(join('.build', 'configuration.json'), asText(parsed.configuration));
  writeFileSync(join('.build', 'audiences.json'), asText(parsed.audiences));
  process.stdout.write(`${file} is valid: ${summaryOf(parsed)}\n`);
  return 0;
};

const flags = process.argv.slice(2);
const unknownFlag = flags.find((flag) => flag !== '--schema' && flag !== '--deploy');
if (unknownFlag !== undefined) {
  process.stderr.write(`unknown option ${unknownFlag}: known are --schema and --deploy\n`);
  process.exitCode = 1;
} else if (flags.includes('--schema')) {
  writeFileSync(join('config', 'tocsin.schema.json'), asText(jsonSchema()));
} else {
  const deploying = flags.includes('--deploy') && process.env['TOCSIN_ALLOW_EXAMPLE_CONTACTS'] !== '1';
  process.exitCode = compile(process.env['TOCSIN_CONFIG'] ?? 'tocsin.yml', deploying);
}
