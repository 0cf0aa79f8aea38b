import { expect, test } from 'vitest';
import { createMemoryEventBus } from '../../../adapters/memory/event-bus.ts';
import { createMemoryJournal } from '../../../adapters/memory/journal.ts';
import { createMemoryNoticePublisher } from '../../../adapters/memory/notice-publisher.ts';
import { createMemoryTimerQueue } from '../../../adapters/memory/timer-queue.ts';
import { namedIn, severitiesIn } from '../../../domain/notice/digest.ts';
import { describeEventBus } from '../../contract/event-bus.contract.ts';
import { describeNoticePublisher, sampleOutgoing } from '../../contract/notice-publisher.contract.ts';
import { T0 } from '../../contract/sample-records.ts';
import { describeTimerQueue } from '../../contract/timer-queue.contract.ts';

describeNoticePublisher('memory', async () => {
  const publisher = createMemoryNoticePublisher();
  return {
    publisher,
    received: async (audience) => [
      ...publisher.digests
        .filter((digest) => digest.audience === audience)
        .map((digest) => ({
          ...{ id: digest.id, kind: 'page', audience, incidentId: '', scenario: undefined },
          severity: severitiesIn(digest)[0],
          told: namedIn(digest).map(({ notice }) => notice.id),
        })),
      ...publisher.published
        .filter((notice) => notice.audience === audience && notice.digest === undefined)
        .map(({ id, kind, outgoing: { incident } }) => ({
          ...{ id, kind, audience, incidentId: incident.id },
          ...{ severity: incident.severity, scenario: incident.scenario },
        })),
    ],
  };
});

describeTimerQueue('memory', async () => {
  const timers = createMemoryTimerQueue();
  return {
    timers,
    waiting: async () =>
      timers.waiting.map(({ timer, arrivesAtMs }) => ({ timer, delayS: (arrivesAtMs - T0) / 1000 })),
  };
});

describeEventBus('memory', async () => {
  const bus = createMemoryEventBus();
  return { bus, emitted: async () => bus.emitted.map(({ id }) => id) };
});

test('the memory publisher answers as it was told and keeps only what was delivered', async () => {
  const publisher = createMemoryNoticePublisher();
  publisher.answers.push({ outcome: 'refused', reason: 'NotFoundException' });
  expect(await publisher.publish(sampleOutgoing())).toEqual({
    outcome: 'refused',
    reason: 'NotFoundException',
  });
  expect(publisher.published).toEqual([]);
  expect(await publisher.publish(sampleOutgoing())).toEqual({ outcome: 'delivered' });
});

test('the memory queue hands out what has arrived, earliest first, once', async () => {
  const timers = createMemoryTimerQueue();
  for (const s of [30, 10, 20]) await timers.schedule({ incidentId: `in-${s}`, dueAtMs: T0 + s * 1000 }, T0);
  expect(timers.takeArrived(T0 + 20_000).map(({ incidentId }) => incidentId)).toEqual(['in-10', 'in-20']);
  expect(timers.takeArrived(T0 + 20_000)).toEqual([]);
  expect(timers.takeArrived(T0 + 30_000).map(({ incidentId }) => incidentId)).toEqual(['in-30']);
});

test('the memory journal keeps its notes', () => {
  const journal = createMemoryJournal();
  journal.note('warn', 'stale', { signalId: 'alarm-a', absent: undefined });
  expect(journal.notes).toEqual([{ level: 'warn', reason: 'stale', fields: { signalId: 'alarm-a' } }]);
});
