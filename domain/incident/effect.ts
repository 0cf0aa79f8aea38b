import type { SignalRecord } from '../signal/signal-record.ts';
import type { DomainEvent } from './domain-event.ts';
import type { Entry } from './entry.ts';
import type { Held } from './held-page.ts';
import type { Notice } from './notice.ts';

/**
 * What each kind of effect carries. A capability adds its own by declaration merging
 * (`declare module '…/domain/incident/effect.ts'`); protocol/outbox/carriers.ts then lacks a row and does not compile.
 */
export interface EffectBodies {
  /** `held`: its audience has got enough pages for now. */
  readonly notify: { readonly notice: Notice; readonly held?: Held };
  readonly entries: { readonly version: number; readonly entries: readonly Entry[] };
  readonly signal: { readonly record: SignalRecord };
  readonly slot: object;
  readonly events: { readonly events: readonly DomainEvent[] };
  /** A person resolved: signals that never say OK are over if they began by `beforeMs`, epoch ms. */
  readonly 'end-signals': { readonly beforeMs: number };
  /** The incident `from` is closed, and its signals move into this one. */
  readonly merge: { readonly from: string; readonly by: string };
}

export type EffectKind = keyof EffectBodies;

/** What an effect is, before a commit owes it. */
export type EffectBody<K extends EffectKind = EffectKind> = {
  readonly [P in K]: { readonly kind: P } & EffectBodies[P];
}[K];

/**
 * An effect that a commit owes. It is leased to its committer until `dueAtMs`. After that, another worker may renew
 * the lease by a commit and carry the effect out. At least once, idempotent by id. docs/architecture.md, Outbox;
 * docs/adr/0003.
 */
export type Effect<K extends EffectKind = EffectKind> = EffectLease & EffectBody<K>;

interface EffectLease {
  /** Epoch ms: leased until, or retried at. */
  readonly dueAtMs: number;
  /** Tries that failed. */
  readonly attempts: number;
}
