import type { CheckName, Looks } from '../../domain/triage/looks.ts';

/** What a look is asked. Times are epoch ms. */
export interface Asked<K extends CheckName> {
  /** At least one. */
  readonly subjects: readonly Looks[K]['subject'][];
  readonly onsetMs: number;
  readonly nowMs: number;
  /** Aborted when its time is up: what is under way ends. */
  readonly signal: AbortSignal;
}

/** What is known of one resource, or why nothing is. A subject may stand for several resources. */
export type Seen<K extends CheckName> =
  | { readonly resource: string; readonly facts: Looks[K]['facts'] }
  /** `error`: as the AWS SDK threw it; domain/triage/unknown.ts says what it means. */
  | { readonly resource: string; readonly error: unknown };

/**
 * How AWS answers one check: read only, in as few calls as its API allows, paged to the end. An exception means that
 * nothing at all could be looked at.
 */
export type Looker<K extends CheckName> = (asked: Asked<K>) => Promise<readonly Seen<K>[]>;

/** One for each check. */
export type Lookers = { readonly [K in CheckName]: Looker<K> };
