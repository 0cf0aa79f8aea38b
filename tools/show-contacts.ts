import { readFileSync } from 'node:fs';
import { parseConfiguration } from '../config/parse.ts';
import { carryOut, type File } from './contacts/carry-out.ts';
import { parseContactsCommand, usage } from './contacts/command.ts';
import { ToolError } from './contacts/tool-error.ts';

/** @throws ToolError with every mistake of the file */
const readFile = (): File => {
  const file = process.env['TOCSIN_CONFIG'] ?? 'tocsin.yml';
  const parsed = parseConfiguration(readFileSync(file, 'utf8'));
  if (parsed.ok) return parsed;
  throw new ToolError(
    parsed.mistakes
      .map(({ line, column, path, message }) => `${file}:${line}:${column} ${path}: ${message}`)
      .join('\n'),
  );
};

/** Exit code 2: it could not be carried out, so that nothing is known of the contacts. */
const run = async (): Promise<void> => {
  try {
    const { lines, exitCode } = await carryOut(
      parseContactsCommand(process.argv.slice(2), process.env),
      readFile(),
    );
    console.log(lines.join('\n'));
    process.exitCode = exitCode;
  } catch (error) {
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    console.error(error instanceof ToolError ? `${error.message}\n\n${usage}` : said);
    process.exitCode = 2;
  }
};

await run();
