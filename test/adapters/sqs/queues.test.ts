import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSqsTimerQueue } from '../../../adapters/sqs/timer-queue.ts';
import { createSqsUndecidedQueue } from '../../../adapters/sqs/undecided-queue.ts';
import { startQueueHost } from '../../contract/embedded-queues.ts';
import type { QueueHost } from '../../contract/queue-host.ts';
import { T0 } from '../../contract/sample-records.ts';
import { describeTimerQueue } from '../../contract/timer-queue.contract.ts';

let host: QueueHost;
beforeAll(async () => {
  host = await startQueueHost();
});
afterAll(() => host.stop());

let queues = 0;
const newQueue = async () => {
  queues += 1;
  const name = `queue-${queues}`;
  return { name, url: await host.newQueue(name) };
};

describeTimerQueue('sqs', async () => {
  const { name, url } = await newQueue();
  return {
    timers: createSqsTimerQueue(url, host.settings),
    waiting: async () =>
      (await host.messagesOf(name)).map(({ body, delayS }) => ({ timer: JSON.parse(body), delayS })),
  };
});

describe('sqs: undecided queue', () => {
  const keep = async (body: string, reason = 'malformed-json') => {
    const { name, url } = await newQueue();
    await createSqsUndecidedQueue(url, host.settings).keep(body, reason);
    const [message, ...more] = await host.messagesOf(name);
    expect(more).toEqual([]);
    return message;
  };

  test('what could not be decided on is kept as it came, with its reason', async () => {
    const body = '{"detail": broken — 支払い, отказ';
    expect(await keep(body)).toMatchObject({ body, attributes: { reason: 'malformed-json' } });
  });

  test('an event of 300 KB is kept whole', async () => {
    const body = JSON.stringify({ filler: 'x'.repeat(300_000) });
    expect((await keep(body))?.body).toBe(body);
  });

  test('what is too long even for a queue is cut and says so', async () => {
    const kept = (await keep('ж'.repeat(900_000)))?.body ?? '';
    expect(kept.endsWith('[cut]')).toBe(true);
    expect(Buffer.byteLength(kept)).toBeGreaterThan(1_000_000);
  });

  test('characters that SQS refuses do not lose the message', async () => {
    expect((await keep('a\u0000b\ud800c\u000bd'))?.body).toBe('a\ufffdb\ufffdc\ufffdd');
  });

  test('an empty body and an empty reason do not lose the message', async () => {
    expect(await keep('', '')).toMatchObject({ body: '[empty]', attributes: { reason: 'unknown' } });
  });
});

describe('sqs: errors', () => {
  test('a queue that is not there is an error that names queue and cause, not the message', async () => {
    const url = `${(await newQueue()).url}-missing`;
    const sending = createSqsUndecidedQueue(url, host.settings).keep('call +46701234567', 'reason');
    await expect(sending).rejects.toMatchObject({
      name: 'QueueError',
      message: expect.stringMatching(/^Sending to the undecided queue failed: \w+$/u),
    });
    const timing = createSqsTimerQueue(url, host.settings).schedule(
      { incidentId: 'k7q1-1', dueAtMs: T0 },
      T0,
    );
    await expect(timing).rejects.toThrow(/^Sending to the timers queue failed: /u);
  });
});
