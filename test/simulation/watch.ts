import type { Effect } from '../../domain/incident/effect.ts';
import { heldOf } from '../../domain/incident/held-page.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import type { NoticeKind } from '../../domain/incident/notice.ts';
import { isWorse } from '../../domain/kernel/severity.ts';
import type { Declaration } from '../../domain/lifecycle/command.ts';
import type { Act } from '../../domain/lifecycle/commands.ts';
import type { NoticePublisher, Outgoing } from '../../protocol/ports/channel.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';
import { isOfLaterRelease } from './later-kind.ts';
import { createRetirement, type Retirement } from './retirement.ts';
import type { Worker } from './scheduler.ts';
import { createStanding, type Standing } from './standing.ts';

/** What a history is watched for beside its record. */
export interface Watch {
  readonly published: Published[];
  /** `<incident>.<episode>` → the step by which its acknowledgement was answered. */
  readonly acknowledgedAtStep: Map<string, number>;
  /** `<incident>.<episode>` → when its acknowledgement, as it was answered last, is over: epoch ms. */
  readonly acknowledgedUntil: Map<string, number>;
  /** `<incident>.<episode>` → the step at which its resolution was committed, or its merger into another one. */
  readonly resolvedAtStep: Map<string, number>;
  readonly standing: Standing;
  readonly retirement: Retirement;
  /** Effects whose lease somebody renewed because it had ended. */
  readonly takenOver: string[];
  /** What a later release has left owed. */
  readonly ofLaterRelease: { readonly incidentId: string; readonly effectId: string }[];
  /** What SNS refused for good. */
  readonly refused: Outgoing[];
  /** Commits that lowered a severity. */
  readonly lowered: string[];
  /** What people asked for, in order. */
  readonly acts: Acting[];
  /** By title. */
  readonly declared: Map<string, Declared>;
  /** Somebody wanted to: what never says that it is over may have been ended. */
  resolvedByPerson: boolean;
  /** Somebody wanted to: a severity may fall. */
  severitySetByPerson: boolean;
}

/** A message that SNS was asked to send. */
export interface Published {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly incidentId: string;
  readonly episode: number;
  readonly reason: string;
  readonly audience: string;
  /** The audience that could not be reached. */
  readonly insteadOf?: string;
  readonly atMs: number;
  /** Whose call it was. */
  readonly worker: Worker;
  /** A person asked for it. */
  readonly by?: string;
  /** The digest that told it. */
  readonly digest?: string;
  /** SNS took it. */
  isTaken: boolean;
}

/** What a person asked to be done. */
export interface Acting {
  readonly incidentId: string;
  readonly act: Act;
  /** A request of it was answered: it is done. */
  isAnswered: boolean;
}

/** What a person declared. */
export interface Declared {
  readonly declaration: Declaration;
  /** A request of it was answered with an incident. */
  isAnswered: boolean;
}

export const createWatch = (): Watch => ({
  published: [],
  acknowledgedAtStep: new Map(),
  acknowledgedUntil: new Map(),
  resolvedAtStep: new Map(),
  standing: createStanding(),
  retirement: createRetirement(),
  takenOver: [],
  ofLaterRelease: [],
  refused: [],
  lowered: [],
  acts: [],
  declared: new Map(),
  resolvedByPerson: false,
  severitySetByPerson: false,
});

/** A store that notes what its commits change. */
export const watchStore = (inner: IncidentStore, watch: Watch, steps: () => number): IncidentStore => ({
  ...inner,
  commit: async (before, after) => {
    const committed = await inner.commit(before, after);
    if (committed) note(watch, before, after, steps());
    return committed;
  },
});

const note = (watch: Watch, before: Incident, after: Incident, step: number): void => {
  const renewed = Object.entries(after.outbox).filter(([id, effect]) => {
    const { dueAtMs, attempts } = effect;
    const owed = before.outbox[id];
    return (
      !isOfLaterRelease(effect) &&
      owed !== undefined &&
      !isWaiting(owed) &&
      owed.dueAtMs < dueAtMs &&
      owed.attempts === attempts &&
      attempts === 0
    );
  });
  watch.takenOver.push(...renewed.map(([id]) => id));
  if (isOpen(before) && !isOpen(after)) watch.resolvedAtStep.set(`${after.id}.${after.episode.number}`, step);
  if (isWorse(before.severity, after.severity) && after.retiredAtMs === undefined)
    watch.lowered.push(`${after.id} went from ${before.severity} to ${after.severity}`);
};

/** A page that waits for a digest: whoever puts one together takes it up. */
const isWaiting = (effect: Effect): boolean => {
  const held = heldOf(effect);
  return held !== undefined && held.digest === undefined;
};

/** A publisher that notes who published what, and when. */
export const watchPublisher = (
  watch: Watch,
  inner: NoticePublisher,
  worker: Worker,
  now: () => number,
): NoticePublisher => ({
  publish: async (outgoing) => {
    const published = publishedOf(outgoing, worker, now());
    watch.published.push(published);
    const delivery = await inner.publish(outgoing);
    published.isTaken = delivery.outcome === 'delivered';
    return delivery;
  },
  publishDigest: async (digest) => {
    const all = digest.pages.map((page) => publishedOf(page, worker, now(), digest.id));
    watch.published.push(...all);
    const delivery = await inner.publishDigest(digest);
    for (const published of all) published.isTaken = delivery.outcome === 'delivered';
    return delivery;
  },
});

const publishedOf = (
  { notice, incident }: Pick<Outgoing, 'notice' | 'incident'>,
  worker: Worker,
  atMs: number,
  digest?: string,
): Published => {
  const { id, kind, episode, reason, audience, insteadOf, by } = notice;
  return {
    ...{ id, kind, incidentId: incident.id, episode, reason, audience },
    ...(insteadOf === undefined ? {} : { insteadOf }),
    ...(by === undefined ? {} : { by }),
    ...(digest === undefined ? {} : { digest }),
    ...{ atMs, worker, isTaken: false },
  };
};
