import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleFindings } from './checks/example-contacts.ts';
import type { Parsed } from './parse.ts';
import { configurationFile, mistakeLine, readConfiguration } from './read-file.ts';
import { jsonSchema } from './schema/json-schema.ts';

const asText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
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
  const parsed = readConfiguration(file);
  if (!parsed.ok) {
    for (const line of parsed.lines) complain(line);
    return 1;
  }
  const examples = deploying ? exampleFindings(parsed.audiences) : [];
  for (const message of examples) complain(`${file}: ${message}`);
  if (examples.length > 0) return 1;
  for (const warning of parsed.warnings)
    complain(mistakeLine(file, { ...warning, message: `warning: ${warning.message}` }));
  mkdirSync('.build', { recursive: true });
  writeFileSync(join('.build', 'configuration.json'), asText(parsed.configuration));
  writeFileSync(join('.build', 'audiences.json'), asText(parsed.audiences));
  writeFileSync(join('.build', 'alarms.json'), asText(parsed.alarms));
  process.stdout.write(`${file} is valid: ${summaryOf(parsed)}\n`);
  return 0;
};

const flags = process.argv.slice(2);
const unknownFlag = flags.find((flag) => flag !== '--schema' && flag !== '--deploy');
if (unknownFlag !== undefined) {
  complain(`unknown option ${unknownFlag}: known are --schema and --deploy`);
  process.exitCode = 1;
} else if (flags.includes('--schema')) {
  writeFileSync(join('config', 'tocsin.schema.json'), asText(jsonSchema()));
} else {
  const deploying = flags.includes('--deploy') && process.env['TOCSIN_ALLOW_EXAMPLE_CONTACTS'] !== '1';
  process.exitCode = compile(configurationFile(process.env), deploying);
}
