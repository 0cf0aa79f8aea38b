import { describe, expect, test } from 'vitest';
import { addEntry, change, startDraft } from '../../domain/incident/draft.ts';
import { ContentionError, commitDraft, contextOf, ownEffects, untilDone } from '../../protocol/commit.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';
import { createWorld, SECOND, START, unexamined } from '../behaviour/world.ts';

const opened = async () => {
  const world = createWorld(unexamined());
  await world.alarm('errors', { severity: 'SEV3' });
  const incident = await world.incident();
  const draft = startDraft(incident, contextOf(world.shell));
  change(draft, { flaps: 7 });
  return { world, incident, draft };
};

const answering = async (found: (id: string) => object | undefined) => {
  const { world, incident, draft } = await opened();
  const store: IncidentStore = {
    ...world.shell.store,
    commit: async () => false,
    read: async () => {
      const more = found(`id-${Number(incident.commitId.slice(3)) + 1}`);
      return more && { ...incident, ...more };
    },
  };
  return commitDraft({ ...world.shell, store }, incident, draft);
};

describe('a commit', () => {
  test('is true once the record has it, with its lease and the next moment', async () => {
    const { world, incident, draft } = await opened();
    const after = await commitDraft(world.shell, incident, draft);
    expect(after).toMatchObject({ flaps: 7, version: incident.version + 1, dueAtMs: START + 300 * SECOND });
    expect(await world.incident()).toEqual(after);
  });

  test('leases what it owes to its committer, and reads nothing again where it was first', async () => {
    const { world, incident, draft } = await opened();
    addEntry(draft, 'note', 'text');
    const read = () => Promise.reject(new Error('read'));
    const shell = { ...world.shell, store: { ...world.shell.store, read } };
    const after = await commitDraft(shell, incident, draft);
    expect(Object.values(after?.outbox ?? {})).toMatchObject([
      { kind: 'entries', dueAtMs: START + 12 * SECOND },
    ]);
  });

  test('whose answer was lost shows by its id, even behind others', async () => {
    expect(await answering((commitId) => ({ commitId }))).toMatchObject({ flaps: 7 });
    expect(await answering((id) => ({ earlierCommitIds: ['x', id] }))).toMatchObject({ flaps: 7 });
  });

  test('of somebody else is not ours', async () => {
    expect(await answering(() => ({ earlierCommitIds: undefined }))).toBeUndefined();
    expect(await answering(() => ({ earlierCommitIds: ['x'] }))).toBeUndefined();
    expect(await answering(() => undefined)).toBeUndefined();
  });
});

test('effects are ours where the commit added or leased them', () => {
  const slot = (dueAtMs: number) => ({ kind: 'slot', dueAtMs, attempts: 0 }) as const;
  const of = (outbox: Readonly<Record<string, ReturnType<typeof slot>>>) => ({ outbox }) as never;
  const after = of({ kept: slot(1), leased: slot(2), added: slot(1) });
  expect(ownEffects(of({ kept: slot(1), leased: slot(1) }), after)).toEqual(['leased', 'added']);
  expect(ownEffects(undefined, after)).toEqual(['kept', 'leased', 'added']);
});

test('who meets others twenty times gives up, and says whose fault it is', async () => {
  const pauses: number[] = [];
  const pause = async (tries: number) => void pauses.push(tries);
  const tried: number[] = [];
  const never = untilDone({ pause }, 'incident k-1', async (tries) => void tried.push(tries));
  await expect(never).rejects.toThrow(ContentionError);
  await expect(never).rejects.toThrow('20 tries: too many others change incident k-1');
  expect(tried).toHaveLength(20);
  expect(pauses).toEqual(tried.slice(1));
});
