import { type SpawnOptions, spawn } from 'node:child_process';

/** Runs a program to its end. Its output is printed only when it fails, unless `loud`. Throws Error with that output. */
export const run = (
  program: string,
  args: readonly string[],
  options: SpawnOptions & { readonly loud?: boolean } = {},
): Promise<string> =>
  new Promise((done, fail) => {
    const { loud = false, ...rest } = options;
    const child = spawn(program, args, { ...rest, stdio: loud ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', fail);
    child.once('close', (code, signal) => {
      const output = Buffer.concat(chunks).toString();
      if (code === 0) done(output);
      else fail(new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}\n${output}`));
    });
  });
