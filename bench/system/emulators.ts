import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AccessKey } from '../../local/kernel/access-key.ts';
import type { ServiceUrls } from '../../local/kernel/clients.ts';
import type { Place } from '../../local/kernel/place.ts';
import type { Stack } from '../../local/template/stack.ts';

/** Where the emulators are, and the packaged stack that they hold. */
export interface EmulatorsReady {
  readonly urls: ServiceUrls & { readonly eventbridge: string };
  readonly credentials: AccessKey;
  /** Further, empty DynamoDBs in the same process. */
  readonly moreDynamoDbs: readonly string[];
  readonly place: Place;
  readonly stack: Stack;
}

export interface Emulators extends EmulatorsReady {
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL('./emulator-process.ts', import.meta.url));

/** Starts the emulators in a process of their own, on an empty folder that goes with them. */
export const startEmulators = async (moreDynamoDbs = 0): Promise<Emulators> => {
  const stateDir = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  const child = fork(script, [stateDir, String(moreDynamoDbs)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const ready = await Promise.race([
    once(child, 'message').then(([message]: EmulatorsReady[]) => message),
    ended.then(() => undefined),
  ]);
  if (ready === undefined) throw new Error('the emulators did not start: see what they printed above');
  return {
    ...ready,
    stop: async () => {
      child.kill();
      await ended;
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
};
