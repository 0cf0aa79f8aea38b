import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/**
 * Makes what is bundled and not written by hand: config/compile.ts checks tocsin.yml and writes what functions and template
 * are made from, tools/describe-api.ts writes the API's description. Warnings are printed.
 * @param deploying asks for real contacts as well
 * @throws Error with every mistake of tocsin.yml
 */
export const compileConfiguration = async (projectDir: string, deploying: boolean): Promise<void> => {
  await run(projectDir, [join('config', 'compile.ts'), ...(deploying ? ['--deploy'] : [])]);
  await run(projectDir, [join('tools', 'describe-api.ts')]);
};

const run = async (projectDir: string, args: readonly string[]): Promise<void> => {
  const program = spawn(process.execPath, args, { cwd: projectDir, stdio: ['ignore', 'inherit', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    program.once('error', reject);
    program.once('close', resolve);
  });
  const [said, code] = await Promise.all([text(program.stderr), ended]);
  if (code !== 0) throw new Error(said.trim() || `${args[0]} ended with code ${code}`);
  process.stderr.write(said);
};
