import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureBuild } from '../../local/build/ensure-build.ts';
import type { Endpoints } from '../../local/host/endpoints.ts';
import { packageDir, projectDir } from '../../local/kernel/project.ts';
import { killSpawnedHosts, readyEndpoints, spawnHost } from '../local/fixture/spawned-host.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly endpoints: Endpoints;
    /** Whether the system under test is a laptop host that this run started. */
    readonly onLaptop: boolean;
  }
}

/** Five minutes of the documents pass in five seconds. */
export const timeScale = '60';

/** What the host said is kept here. */
const logDir = join(projectDir, '.cache', 'end-to-end');

/**
 * What the tests run against: the system that the file TOCSIN_ENDPOINTS tells of, as an emulated deployment does, else
 * a laptop host of their own on a folder of its own, which goes with them.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const given = process.env['TOCSIN_ENDPOINTS'];
  project.provide('onLaptop', given === undefined);
  if (given !== undefined) {
    project.provide('endpoints', JSON.parse(readFileSync(given, 'utf8')));
    return async () => undefined;
  }
  await ensureBuild(console.log);
  const stateDir = mkdtempSync(join(tmpdir(), 'tocsin-end-to-end-'));
  process.once('exit', killSpawnedHosts);
  const host = spawnHost(packageDir, { TOCSIN_STATE_DIR: stateDir, TOCSIN_TIME_SCALE: timeScale });
  project.provide('endpoints', await readyEndpoints(host, stateDir));
  return async () => {
    host.child.kill('SIGTERM');
    const code = await host.ended;
    mkdirSync(logDir, { recursive: true });
    writeFileSync(join(logDir, 'host.log'), host.output());
    rmSync(stateDir, { recursive: true, force: true });
    if (code !== 0) throw new Error(`The host ended with ${code}: ${host.output().slice(-4000)}`);
  };
};
