import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { closeStateFolder } from '../../../local/host/state-folder.ts';
import { makeFolder, removeFolders } from '../fixture/package.ts';
import { noticeOf, putAlarm, runFixture, stopHosts } from '../fixture/running-host.ts';

afterEach(async () => {
  await stopHosts();
  removeFolders();
});

/** What others than the owner may do, by path; nothing is expected. */
const openTo = (folder: string): readonly string[] =>
  ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].filter(
    (path) => (statSync(join(folder, path)).mode & 0o077) !== 0,
  );

describe('the state folder', () => {
  test('belongs to its owner alone with all that is in it, also where it was open before', async () => {
    const stateDir = makeFolder();
    chmodSync(stateDir, 0o755);
    mkdirSync(join(stateDir, 'logs'));
    writeFileSync(join(stateDir, 'logs', 'fixture-test-intake.log'), '');
    writeFileSync(join(stateDir, 'notices.jsonl'), '');
    for (const path of ['logs', 'logs/fixture-test-intake.log', 'notices.jsonl'])
      chmodSync(join(stateDir, path), 0o777);
    const { endpoints } = await runFixture({ environment: { TOCSIN_STATE_DIR: stateDir } });
    await putAlarm(endpoints, 'written');
    await noticeOf(endpoints, 'written');
    expect(openTo(stateDir)).toEqual([]);
    expect(statSync(join(stateDir, 'endpoints.json')).mode & 0o777).toBe(0o600);
  });

  test("leaves alone what is not the host's own, and what its links lead to", () => {
    const stateDir = makeFolder();
    const elsewhere = makeFolder();
    chmodSync(elsewhere, 0o755);
    symlinkSync(elsewhere, join(stateDir, 'logs'));
    writeFileSync(join(stateDir, 'script.sh'), '');
    chmodSync(join(stateDir, 'script.sh'), 0o755);
    closeStateFolder(stateDir);
    expect(statSync(elsewhere).mode & 0o777).toBe(0o755);
    expect(statSync(join(stateDir, 'script.sh')).mode & 0o777).toBe(0o755);
  });

  test('that cannot be made is refused, with what to do', () => {
    const file = join(makeFolder(), 'file');
    writeFileSync(file, '');
    expect(() => closeStateFolder(file)).toThrow(`${file} cannot be made (EEXIST): set TOCSIN_STATE_DIR`);
  });

  test('that all users share is refused, with what to do', () => {
    const shared = mkdtempSync(join(tmpdir(), 'tocsin-shared-'));
    chmodSync(shared, 0o1777);
    expect(() => closeStateFolder(shared)).toThrow(
      `${shared} is a folder that users share: set TOCSIN_STATE_DIR to a folder of its own.`,
    );
    expect(statSync(shared).mode & 0o777).toBe(0o777);
    rmSync(shared, { recursive: true });
  });
});
