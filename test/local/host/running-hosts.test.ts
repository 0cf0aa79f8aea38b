import { afterEach, describe, expect, test } from 'vitest';
import { findHost, runningHosts } from '../../../local/host/running-hosts.ts';
import { makeFolder, makePackage, removeFolders } from '../fixture/package.ts';
import { runFixture, stopHost, stopHosts } from '../fixture/running-host.ts';
import { killSpawnedHosts, readyEndpoints, spawnHost } from '../fixture/spawned-host.ts';

afterEach(async () => {
  killSpawnedHosts();
  await stopHosts();
  removeFolders();
});

const hostOn = async (stateDir: string) =>
  (await runFixture({ environment: { TOCSIN_STATE_DIR: stateDir } })).endpoints;

describe('a command finds the host', () => {
  test('on the usual folder, whatever others run', async () => {
    const usual = makeFolder();
    const endpoints = await hostOn(usual);
    expect(findHost(usual, false, () => ['/elsewhere'])).toEqual(endpoints);
  });

  test('on another folder, where it is the only one and none was asked for', async () => {
    const other = makeFolder();
    const endpoints = await hostOn(other);
    expect(findHost(makeFolder(), false, () => [other])).toEqual(endpoints);
  });

  test('not on another folder than the one that was asked for: it says where one runs', () => {
    const asked = makeFolder();
    expect(() => findHost(asked, true, () => ['/elsewhere'])).toThrow(
      `No host runs on ${asked}, but on /elsewhere: set TOCSIN_STATE_DIR to the one that is meant.`,
    );
  });

  test('not where several run: it says on which folders', () => {
    expect(() => findHost(makeFolder(), false, () => ['/one', '/two'])).toThrow(
      'but on /one, /two: set TOCSIN_STATE_DIR',
    );
  });

  test('not where none runs: it says what to start or to set', () => {
    expect(() => findHost(makeFolder(), false, () => [])).toThrow(
      'start one with "npm start", or set TOCSIN_STATE_DIR',
    );
  });

  test('not on a folder whose host has stopped', async () => {
    const folder = makeFolder();
    const host = await runFixture({ environment: { TOCSIN_STATE_DIR: folder } });
    await stopHost(host);
    expect(() => findHost(folder, true, () => [])).toThrow(`No host runs on ${folder}`);
  });
});

test('a host is known as running from its start until it stops or is killed', async () => {
  const packageDir = makePackage();
  const folders = [makeFolder(), makeFolder()];
  const [stopped, killed] = folders.map((stateDir) => spawnHost(packageDir, { TOCSIN_STATE_DIR: stateDir }));
  const hosts = [stopped, killed].filter((host) => host !== undefined);
  await Promise.all(hosts.map((host, n) => readyEndpoints(host, folders[n] ?? '')));
  expect(runningHosts()).toEqual(expect.arrayContaining(folders));
  stopped?.child.kill('SIGTERM');
  killed?.child.kill('SIGKILL');
  await Promise.all(hosts.map(({ ended }) => ended));
  expect(runningHosts().filter((folder) => folders.includes(folder))).toEqual([]);
});
