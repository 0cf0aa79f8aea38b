import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeStage, UnmetStep } from '../../../local/demo/demo-stage.ts';
import { playOutage, storyService } from '../../../local/demo/demo-story.ts';
import type { Host } from '../../../local/host/host.ts';
import { removeFolders } from '../fixture/package.ts';
import { noticeOf, runFixture, stopHosts } from '../fixture/running-host.ts';

/** On the small stack, which opens no incidents: the demonstration has to notice. */
describe('the demonstration', () => {
  let host: Host;
  const said: string[] = [];
  const stage = () =>
    makeStage({
      endpoints: host.endpoints,
      service: storyService,
      say: (text) => said.push(text),
      patienceMs: 500,
    });
  beforeAll(async () => {
    host = await runFixture();
  });
  afterAll(async () => {
    await stopHosts();
    removeFolders();
  });

  test('fails at a step that does not happen, by its name', async () => {
    await expect(playOutage(stage(), 60)).rejects.toThrow(
      'the first alarm opens an incident of severity SEV1',
    );
    expect(said.join()).not.toContain('✓');
  });

  test('fails on an answer that is no success', async () => {
    await expect(stage().call('GET', '/throw')).rejects.toThrow(UnmetStep);
  });

  test('tags its alarms as parts of one service', async () => {
    await stage().raise('database-connections', 'OK');
    expect((await noticeOf(host.endpoints, 'checkout-orders-connections')).kind).toBe('page');
  });
});
