import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoints } from '../../local/host/endpoints.ts';
import { packageDir } from '../../local/kernel/project.ts';
import { readyEndpoints, spawnHost } from '../../test/local/fixture/spawned-host.ts';

/** Works with a whole laptop host in a process of its own, on an empty state folder that goes with it. */
export const withHost = async <T>(work: (endpoints: Endpoints, pid: number) => Promise<T>): Promise<T> => {
  const stateDir = mkdtempSync(join(tmpdir(), 'tocsin-bench-host-'));
  const spawned = spawnHost(packageDir, { TOCSIN_STATE_DIR: stateDir });
  try {
    return await work(await readyEndpoints(spawned, stateDir), spawned.child.pid ?? 0);
  } finally {
    spawned.child.kill('SIGTERM');
    await spawned.ended;
    rmSync(stateDir, { recursive: true, force: true });
  }
};
