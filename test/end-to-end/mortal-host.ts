import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageDir } from '../../local/kernel/project.ts';
import { readyEndpoints, type SpawnedHost, spawnHost } from '../local/fixture/spawned-host.ts';
import { makeSystem, type System } from './system.ts';

/** Five minutes pass in ten seconds: some deadlines come due between kills, and not all at every start. */
const timeScale = '30';

/** A laptop host that is killed and started again on the same folder. */
export interface MortalHost {
  /** Starts it; resolves once it is ready. */
  start(): Promise<System>;
  /** Starts it and kills it after so many milliseconds, ready or not. */
  startAndKill(afterMs: number): Promise<void>;
  kill(): Promise<void>;
  /** Ends it as Ctrl-C does, and answers its exit code. */
  stop(): Promise<unknown>;
  /** Kills what runs and removes the folder. */
  remove(): Promise<void>;
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** @param environment what is set beside folder and time scale, such as the region */
export const makeMortalHost = (environment: Readonly<Record<string, string>> = {}): MortalHost => {
  const stateDir = mkdtempSync(join(tmpdir(), 'tocsin-killed-host-'));
  let host: SpawnedHost | undefined;
  const spawn = (): SpawnedHost => {
    const kept = { TOCSIN_STATE_DIR: stateDir, TOCSIN_TIME_SCALE: timeScale };
    host = spawnHost(packageDir, { ...kept, ...environment });
    return host;
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<unknown> => {
    host?.child.kill(signal);
    return host?.ended;
  };
  const kill = async (): Promise<void> => {
    await end('SIGKILL');
  };
  return {
    start: async () => makeSystem(await readyEndpoints(spawn(), stateDir)),
    startAndKill: async (afterMs) => {
      spawn();
      await pause(afterMs);
      await kill();
    },
    kill,
    stop: () => end('SIGTERM'),
    remove: async () => {
      await kill();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
};
