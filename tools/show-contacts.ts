import { configurationFile, readConfiguration } from '../config/read-file.ts';
import { carryOut, type File } from './contacts/carry-out.ts';
import { parseContactsCommand, usage } from './contacts/command.ts';
import { explain } from './explain.ts';
import { ToolError } from './tool-error.ts';

/** @throws ToolError with every mistake of the file */
const readFile = (): File => {
  const read = readConfiguration(configurationFile(process.env));
  if (read.ok) return read;
  throw new ToolError(read.lines.join('\n'));
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
    console.error(explain(error, usage));
    process.exitCode = 2;
  }
};

await run();
