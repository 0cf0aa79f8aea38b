import { addEntry, change, startDraft } from '../../domain/incident/draft.ts';
import type { Effect } from '../../domain/incident/effect.ts';
import type { Held } from '../../domain/incident/held-page.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { DigestPage } from '../../domain/notice/digest.ts';
import { commitDraft, contextOf, ownEffects, untilDone } from '../commit.ts';
import { errorName } from '../error-name.ts';
import { followUp } from '../intake/follow-up.ts';
import { drain } from '../outbox/drain.ts';
import type { Delivery } from '../ports/channel.ts';
import type { Shell } from '../shell.ts';

const AT_ONCE = 8;

/** An incident whose held pages a digest has taken up, by a commit. `ids`: the effects that it owes by that. */
interface TakenUp {
  readonly after: Incident;
  readonly ids: readonly string[];
}

/**
 * Tells what the budget of pages has held back in these incidents: one digest an audience. Each incident first says by a
 * commit which digest tells its pages, with an entry in its timeline; then the digest is published, and what became of it
 * is what became of each page. A crash in between leaves the pages owed: the next sweep publishes the digest again, with the
 * same id. Takes up nothing more after `untilMs`, epoch ms.
 */
export const tellHeld = async (
  shell: Shell,
  incidentIds: readonly string[],
  untilMs: number,
): Promise<void> => {
  if (incidentIds.length === 0) return;
  const name = `digest-${shell.hash(shell.newId())}`;
  const taken: TakenUp[] = [];
  await eachOf(shell, incidentIds, untilMs, async (id) => {
    const one = await takeUp(shell, id, name);
    if (one !== undefined) taken.push(one);
  });
  const owed = await stillOwed(shell, taken);
  const deliveries = await publishAll(shell, owed);
  const told = tellingWith(shell, deliveries);
  await eachOf(shell, owed, Number.POSITIVE_INFINITY, async ({ after, ids }) => {
    const { unfinished } = await drain(told, after, ids);
    await followUp(shell, unfinished);
  });
};

/** A failure never costs the others: the pages of that incident stay owed. */
const eachOf = async <T>(
  shell: Shell,
  all: readonly T[],
  untilMs: number,
  work: (one: T) => Promise<void>,
): Promise<void> => {
  const queue = [...all];
  const next = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined && shell.now() < untilMs; one = queue.shift()) {
      try {
        await work(one);
      } catch (error) {
        shell.journal.note('error', 'digest-failed', { why: errorName(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
};

type HeldPage = Effect<'notify'> & { readonly held: Held };

/** Those that wait; a digest that is under way has leased its own. */
const waitingIn = ({ outbox }: Incident, nowMs: number): readonly (readonly [string, HeldPage])[] =>
  Object.entries(outbox).flatMap(([id, effect]) =>
    effect.kind === 'notify' && effect.held !== undefined && effect.dueAtMs <= nowMs
      ? [[id, { ...effect, held: effect.held }] as const]
      : [],
  );

/** Undefined: nothing waits any more, such as after an acknowledgement. */
const takeUp = async (shell: Shell, incidentId: string, name: string): Promise<TakenUp | undefined> => {
  const { taken } = await untilDone(shell, incidentId, async () => {
    const before = await shell.store.read(incidentId);
    const waiting = before === undefined ? [] : waitingIn(before, shell.now());
    if (before === undefined || waiting.length === 0) return { taken: undefined };
    const draft = startDraft(before, contextOf(shell));
    const dueAtMs = shell.now() + shell.leaseMs;
    for (const [id, effect] of waiting) {
      const { audience } = effect.notice;
      const { digest = `${name}.${audience}` } = effect.held;
      const next = { ...effect, dueAtMs, held: { ...effect.held, digest } };
      change(draft, { outbox: { ...draft.incident.outbox, [id]: next } });
      if (effect.held.digest === undefined)
        addEntry(draft, 'paged', `Told to ${audience} together with other pages, in ${digest}`, {
          reason: 'over-budget',
        });
    }
    const after = await commitDraft(shell, before, draft);
    return after && { taken: { after, ids: ownEffects(before, after) } };
  });
  return taken;
};

/**
 * Without the pages that have become void since they were taken up: of hundreds of incidents that takes seconds, and after an
 * acknowledgement none of its pages starts (I5).
 */
const stillOwed = async (shell: Shell, taken: readonly TakenUp[]): Promise<readonly TakenUp[]> => {
  if (taken.length === 0) return taken;
  try {
    const incidentIds = taken.map(({ after }) => after.id);
    const { incidents } = await shell.store.readHeads({ keys: [], signalIds: [], incidentIds });
    return taken.map(({ after, ids }) => {
      const { outbox } = incidents.get(after.id) ?? after;
      return { after, ids: ids.filter((id) => outbox[id] !== undefined) };
    });
  } catch (error) {
    shell.journal.note('warn', 'digest-not-read-again', { why: errorName(error) });
    return taken;
  }
};

/** Publishes each digest once; answers what became of each page, by the notice's id. */
const publishAll = async (
  shell: Shell,
  taken: readonly TakenUp[],
): Promise<ReadonlyMap<string, Delivery>> => {
  const digests = new Map<string, DigestPage[]>();
  for (const { after, ids } of taken)
    for (const id of ids) {
      const effect = after.outbox[id];
      if (effect?.kind !== 'notify' || effect.held?.digest === undefined) continue;
      const page = { notice: effect.notice, incident: after };
      digests.set(effect.held.digest, [...(digests.get(effect.held.digest) ?? []), page]);
    }
  const deliveries = await Promise.all(
    [...digests].map(async ([id, pages]) => {
      const delivery = await publish(shell, id, pages);
      return pages.map(({ notice }) => [notice.id, delivery] as const);
    }),
  );
  return new Map(deliveries.flat());
};

const publish = async (shell: Shell, id: string, pages: readonly DigestPage[]): Promise<Delivery> => {
  const audience = pages[0]?.notice.audience ?? '';
  shell.journal.note('warn', 'over-budget', { digest: id, audience, pages: pages.length });
  try {
    return await shell.publisher.publishDigest({ id, audience, atMs: shell.now(), pages });
  } catch (error) {
    return { outcome: 'retry-later', reason: errorName(error) };
  }
};

/** The shell for carrying out pages that a digest has told: they are published already, or have failed with it. */
const tellingWith = (shell: Shell, deliveries: ReadonlyMap<string, Delivery>): Shell => ({
  ...shell,
  publisher: {
    ...shell.publisher,
    publish: async (outgoing) =>
      deliveries.get(outgoing.notice.id) ?? (await shell.publisher.publish(outgoing)),
  },
});
