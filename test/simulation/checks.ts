import type { Declaration } from '../../domain/command.ts';
import { type Incident, isOpen } from '../../domain/incident.ts';
import type { NoticeMessage } from '../../domain/notice.ts';
import type { IncidentStore, NoticePublisher } from '../../domain/ports.ts';
import type { History } from './history.ts';
import type { Worker } from './scheduler.ts';

/** What a history is watched for beside its record. */
export interface Watch {
  readonly published: {
    readonly id: string;
    readonly incidentId: string;
    readonly episode: number;
    readonly reason: string;
    readonly audience: string;
    readonly began: number;
    readonly worker: Worker | undefined;
  }[];
  /** `<incident>.<episode>` → the step by which its acknowledgement was answered. */
  readonly acknowledgedAtStep: Map<string, number>;
  /** Effects whose lease somebody renewed because it had ended. */
  readonly takenOver: string[];
  /** What SNS refused for good. */
  readonly refused: NoticeMessage[];
  /** By title. */
  readonly declared: Map<string, Declared>;
  /** Somebody wanted to: what never says that it is over may have been ended. */
  resolvedByPerson: boolean;
}

/** What a person declared. */
export interface Declared {
  readonly declaration: Declaration;
  /** A request of it was answered with an incident. */
  isAnswered: boolean;
}

/** A store that notes which effects were taken over. */
export const watchStore = (inner: IncidentStore, watch: () => Watch): IncidentStore => ({
  ...inner,
  commit: async (before, after) => {
    const committed = await inner.commit(before, after);
    const renewed = Object.entries(after.outbox).filter(([id, { dueAtMs, attempts }]) => {
      const owed = before.outbox[id];
      return owed !== undefined && owed.dueAtMs < dueAtMs && owed.attempts === attempts && attempts === 0;
    });
    if (committed) watch().takenOver.push(...renewed.map(([id]) => id));
    return committed;
  },
});

/** A publisher that notes who published what, and when that worker began. */
export const watchPublisher = (
  watch: Watch,
  inner: NoticePublisher,
  worker: Worker | undefined,
  steps: () => number,
): NoticePublisher => ({
  publish: (message) => {
    const { id, incidentId, episode, reason, audience } = JSON.parse(message.texts.json);
    watch.published.push({
      id,
      incidentId,
      episode,
      reason,
      audience,
      began: worker?.began ?? steps(),
      worker,
    });
    return inner.publish(message);
  },
});

export const statesOf = (history: History) => [...history.records.incidents.values()];

/** After every step. `isTimely`: the sweep runs each minute and nothing fails, so its deadlines must be kept. */
export const checkStep = (
  history: History,
  isTimely: (state: Incident) => boolean = () => false,
): string | undefined => {
  const states = statesOf(history);
  const open = states.filter((state) => isOpen(state) && state.sealed === undefined);
  const keys = open.map(({ key }) => key);
  if (new Set(keys).size < keys.length) return 'two open incidents of one key (I2)';
  if (states.some((state) => state.sealed !== undefined && isOpen(state))) return 'a sealed incident is open';
  for (const { id, escalation, episode, dueAtMs } of open.filter(isTimely)) {
    const { nextAtMs } = escalation;
    if (
      episode.acknowledgedAtMs === undefined &&
      nextAtMs !== undefined &&
      nextAtMs < history.now() - 2 * 60_000
    )
      return `${id}: a rung is over 2 minutes late (I4)`;
    if (dueAtMs === undefined) return `${id}: an open incident waits for nothing`;
  }
  return undefined;
};
