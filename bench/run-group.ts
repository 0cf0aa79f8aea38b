import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Figure, Size } from './figures/figure.ts';

const script = fileURLToPath(new URL('./group-process.ts', import.meta.url));

/** Runs one group in a process of its own. What it prints as an error is shown. */
export const runGroup = async (name: string, size: Size): Promise<readonly Figure[]> => {
  const child = fork(script, [name, size], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const figures = await Promise.race([
    once(child, 'message').then(([message]: (readonly Figure[])[]) => message),
    ended.then(() => undefined),
  ]);
  const [code] = await ended;
  if (figures === undefined) throw new Error(`the group ${name} ended with ${String(code)} and no figures`);
  return figures;
};
