import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/**
 * Runs config/compile.ts, which checks tocsin.yml and writes what functions and template are made from. Warnings are
 * printed.
 * @param deploying asks for real contacts as well
 * @throws Error with every mistake of tocsin.yml
 */
export const compileConfiguration = async (projectDir: string, deploying: boolean): Promise<void> => {
  const args = [join('config', 'compile.ts'), ...(deploying ? ['--deploy'] : [])];
  const compiler = spawn(process.execPath, args, { cwd: projectDir, stdio: ['ignore', 'inherit', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    compiler.once('error', reject);
    compiler.once('close', resolve);
  });
  const [said, code] = await Promise.all([text(compiler.stderr), ended]);
  if (code !== 0) throw new Error(said.trim() || `config/compile.ts ended with code ${code}`);
  process.stderr.write(said);
};
