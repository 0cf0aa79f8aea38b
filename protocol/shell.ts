import type { Configuration } from '../domain/kernel/configuration.ts';
import type { PageBudget } from '../domain/notice/page-budget.ts';
import type { EventBus } from './ports/bus.ts';
import type { NoticePublisher } from './ports/channel.ts';
import type { Journal } from './ports/journal.ts';
import type { IncidentStore } from './ports/record.ts';
import type { TimerQueue } from './ports/timers.ts';

/** What the protocol acts with. Everything that is not a decision comes in here, so that a simulator can own it all. */
export interface Shell {
  readonly store: IncidentStore;
  readonly publisher: NoticePublisher;
  readonly timers: TimerQueue;
  readonly bus: EventBus;
  readonly journal: Journal;
  readonly configuration: Configuration;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A new unique text, for commit ids. */
  readonly newId: () => string;
  /** Short, stable, safe in keys and texts: the first part of an incident's id. */
  readonly hash: (text: string) => string;
  /** Waits before the next try of an optimistic loop: at random, up to a cap that grows to a quarter of a second. */
  readonly pause: (tries: number) => Promise<void>;
  /** The budget of pages that everything done with this shell shares. Absent: each decision that pages reads it. */
  readonly budget?: () => Promise<PageBudget | undefined>;
  /** How long effects are leased to their committer: until the function times out, and 2 s more. Never scaled. */
  readonly leaseMs: number;
}

/** The id of one generation of a correlation key. */
export const incidentId = (shell: Pick<Shell, 'hash'>, key: string, generation: number): string =>
  `${shell.hash(key)}-${generation}`;
