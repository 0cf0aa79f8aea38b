import type { Draft } from '../../domain/incident/draft.ts';
import type { Effect, EffectKind } from '../../domain/incident/effect.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import type { Shell } from '../shell.ts';

/** How effects of one kind are carried out: a row of protocol/outbox/carriers.ts. */
export interface Carrier<K extends EffectKind> {
  /** Whether it goes before the other kinds: somebody waits for it. */
  readonly isFirst: boolean;
  /**
   * Carries out an effect, at least once, idempotent by its id. An exception is a reason to try again. A method, so
   * that rows of all kinds stand in one table.
   */
  carryOut(shell: Shell, incident: Incident, effect: Effect<K>): Promise<Carried>;
  /** The longest wait between two tries, ms. */
  readonly longestRetryMs: number;
  /**
   * What is decided instead of another try, when no retry can help or after this many tries. `decide` answers false:
   * it is tried again all the same. Absent: it is tried for ever.
   */
  readonly giveUp?: {
    readonly afterTries: number;
    decide(draft: Draft, effectId: string, effect: Effect<K>, reason: string): boolean;
  };
}

export type Carried =
  | {
      readonly outcome: 'done';
      /** What has to be done before the effect may be cleared. */
      readonly followUps?: readonly FollowUp[];
      /** Epoch ms at which a page was accepted. */
      readonly pagedAtMs?: number;
    }
  /** `isFinal`: no retry can help. */
  | { readonly outcome: 'failed'; readonly reason: string; readonly isFinal: boolean };

/** Work elsewhere that an effect or a join asks for. protocol/intake/follow-up.ts does it. */
export type FollowUp =
  /** This transition goes through the walk again. */
  | { readonly kind: 'walk'; readonly transition: Transition }
  /** This incident begins its hold if nothing stands in it any more. */
  | { readonly kind: 'settle'; readonly incidentId: string }
  /** The incident `from` becomes a part of `into`, by a person's wish. */
  | { readonly kind: 'merge'; readonly into: string; readonly from: string; readonly by: string };

/** Work that stays open until its follow-ups are done. */
export type Unfinished =
  /** These effects are still owed. `incident`: as it is now, as far as known. */
  | {
      readonly kind: 'effects';
      readonly incident: Incident;
      readonly effects: readonly { readonly id: string; readonly followUps: readonly FollowUp[] }[];
    }
  /** The message that brought a signal is taken in only afterwards. */
  | { readonly kind: 'message'; readonly followUps: readonly FollowUp[] };
