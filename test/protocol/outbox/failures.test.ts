import { describe, expect, test } from 'vitest';
import type { Notice } from '../../../domain/incident/notice.ts';
import { noteFailures } from '../../../protocol/outbox/note-failures.ts';
import { MINUTE, START } from '../../behaviour/world.ts';
import { drained, entries, notify, owing } from './owing.ts';

describe('a message that cannot be sent', () => {
  const refused = { outcome: 'refused', reason: 'NotFound' } as const;
  const throttled = { outcome: 'retry-later', reason: 'Throttling' } as const;
  const sent = (answer: typeof refused | typeof throttled, notice: Partial<Notice>, attempts = 0) =>
    drained({ page: notify(notice, attempts) }, {}, ({ publisher }) => publisher.answers.push(answer));

  test('for good goes to the fallback audience at once, under an id of its own', async () => {
    const { world, now } = await sent(refused, {});
    expect(now.outbox).toEqual({});
    expect(world.publisher.published).toMatchObject([
      { id: 'n-1.fallback', audience: 'fallback', insteadOf: 'devops' },
    ]);
    expect(await world.timeline(now)).toContainEqual(
      expect.objectContaining({
        kind: 'page-failed',
        reason: 'undeliverable',
        text: 'devops could not be reached (NotFound): the fallback audience gets it',
      }),
    );
  });

  test('for now goes to it after the fifth try', async () => {
    expect((await sent(throttled, {}, 3)).now.outbox['page']).toMatchObject({ attempts: 4 });
    const { world, now } = await sent(throttled, {}, 4);
    expect(now.outbox).toEqual({});
    expect(world.publisher.published).toMatchObject([{ audience: 'fallback' }]);
  });

  test('to the fallback audience itself is tried for ever, a minute apart at the most', async () => {
    for (const answer of [refused, throttled]) {
      const { now } = await sent(answer, { audience: 'fallback' }, 40);
      expect(now.outbox['page']).toMatchObject({ attempts: 41, dueAtMs: START + MINUTE });
    }
  });
});

test('what nobody waits for is tried again five minutes apart at the most', async () => {
  const { now } = await drained({ entries: { ...entries, attempts: 40 } }, {}, (some) => {
    const appendEntries = () => Promise.reject(new Error('down'));
    some.shell = { ...some.shell, store: { ...some.shell.store, appendEntries } };
  });
  expect(now.outbox['entries']).toMatchObject({ attempts: 41, dueAtMs: START + 5 * MINUTE });
});

describe('failures are noted', () => {
  const failure = { effectId: 'entries', reason: 'Error', isFinal: false };

  test('where the effect is still owed', async () => {
    const { world, incident } = await owing({ entries });
    const noted = await noteFailures(world.shell, incident.id, [failure]);
    expect(noted?.before).toEqual(incident);
    expect(noted?.after.outbox['entries']).toMatchObject({ attempts: 1 });
  });

  test('nowhere but in the log where it is not, or the incident is gone, or others are always first', async () => {
    const { world, incident } = await owing({});
    expect(await noteFailures(world.shell, incident.id, [failure])).toBeUndefined();
    expect(await noteFailures(world.shell, 'none-1', [failure])).toBeUndefined();
    expect(await world.incident()).toEqual(incident);
    const other = await owing({ entries });
    const store = { ...other.world.shell.store, commit: async () => false };
    expect(await noteFailures({ ...other.world.shell, store }, other.incident.id, [failure])).toBeUndefined();
  });

  test('or fail with what keeps the record from being read', async () => {
    const { world, incident } = await owing({ entries });
    const read = () => Promise.reject(new Error('down'));
    const shell = { ...world.shell, store: { ...world.shell.store, read } };
    await expect(noteFailures(shell, incident.id, [failure])).rejects.toThrow('down');
  });
});
