import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { makeFolder, removeFolders } from '../fixture/package.ts';
import { noticeOf, runFixture, stopHosts } from '../fixture/running-host.ts';

const script = fileURLToPath(new URL('../../../local/send-alarm.ts', import.meta.url));

const sendAlarm = (
  stateDir: string,
  ...words: readonly string[]
): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    const env = { PATH: process.env['PATH'] ?? '', TOCSIN_STATE_DIR: stateDir };
    execFile(process.execPath, [script, ...words], { env }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : 1, output: stdout + stderr });
    });
  });

afterEach(async () => {
  await stopHosts();
  removeFolders();
});

describe('npm run alarm', () => {
  test('puts an event of a file on the bus of the running host', async () => {
    const stateDir = makeFolder();
    const host = await runFixture({ environment: { TOCSIN_STATE_DIR: stateDir } });
    const path = join(stateDir, 'event.json');
    const event = {
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      detail: { alarmName: 'by-file' },
    };
    writeFileSync(path, JSON.stringify(event));
    expect(await sendAlarm(stateDir, path)).toMatchObject({
      code: 0,
      output: expect.stringContaining('is on the default bus'),
    });
    expect((await noticeOf(host.endpoints, 'by-file')).kind).toBe('page');
  });

  test('lists the samples', async () => {
    expect((await sendAlarm(makeFolder(), '--list')).output.split('\n')).toContain('all-targets-unhealthy');
  });

  test.each([
    ['no host', ['all-targets-unhealthy'], 'No host runs on'],
    ['an unknown sample', ['all-targets-unhealty'], 'Did you mean all-targets-unhealthy?'],
    ['an unknown state', ['all-targets-unhealthy', '--state', 'FINE'], '--state is "FINE"'],
    ['an unknown option', ['--sate', 'OK'], "Unknown option '--sate'"],
    ['nothing to send', [], 'Usage:'],
    ['a folder', ['.'], 'cannot be read (EISDIR)'],
  ])('with %s says so in a line', async (_what, words, said) => {
    expect(await sendAlarm(makeFolder(), ...words)).toMatchObject({
      code: 1,
      output: expect.stringContaining(said),
    });
  });

  test('with a file that is no JSON says so in a line', async () => {
    const path = join(makeFolder(), 'event.json');
    writeFileSync(path, '{');
    expect(await sendAlarm(makeFolder(), path)).toMatchObject({
      code: 1,
      output: expect.stringContaining('is not JSON'),
    });
  });
});
