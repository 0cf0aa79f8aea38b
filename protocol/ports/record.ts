import type { DueTime } from '../../domain/incident/due-time.ts';
import type { Entry } from '../../domain/incident/entry.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import type { Order } from '../../domain/signal/order.ts';
import type { SignalRecord } from '../../domain/signal/signal-record.ts';

/** What the protocol needs of the record. All reads are strongly consistent unless said otherwise. */
export interface IncidentStore {
  /**
   * Slots of these keys, items of these signals and these incidents, in one batched read (split above 100 items); with
   * `pagesOfMs` also what `readPages` answers, as far as it can be had without another call.
   */
  readHeads(wanted: {
    readonly keys: readonly string[];
    readonly signalIds: readonly string[];
    readonly incidentIds: readonly string[];
    readonly pagesOfMs?: number;
  }): Promise<Heads>;
  read(incidentId: string): Promise<Incident | undefined>;
  readAlarm(signalId: string): Promise<AlarmItem | undefined>;
  /**
   * Puts the first version if nothing is there. `false`: something is there (perhaps our own write, whose answer was
   * lost).
   */
  create(incident: Incident): Promise<boolean>;
  /**
   * Writes what differs between `before` and `after`, on condition that the version is still `before`'s. Attributes
   * are written one by one, and the outbox id by id, so that effects cleared meanwhile stay cleared. `after.version`
   * is `before.version + 1`. `false`: the condition failed (perhaps by our own write: compare `commitId`).
   */
  commit(before: Incident, after: Incident): Promise<boolean>;
  /**
   * Clears effects that are done, and sets `firstPagedAtMs` if given and not yet set. If the version is still
   * `at.version`, also sets when it is due, or removes that when undefined. On another version that is up to the
   * version's committer. Never changes the version.
   */
  finishEffects(
    incidentId: string,
    done: readonly string[],
    at: { readonly version: number; readonly due: DueTime | undefined; readonly firstPagedAtMs?: number },
  ): Promise<void>;
  /** Raises the slot of a key; never lowers it. */
  raiseSlot(key: string, generation: number): Promise<void>;
  /**
   * Writes the alarm item on condition that it still equals `before` (undefined: none is there). `false`: it does
   * not.
   */
  putAlarm(before: AlarmItem | undefined, after: AlarmItem): Promise<boolean>;
  /**
   * Writes the signal if none is there, if its order is newer, or if it ends (`active: false`) what is active at the
   * same order. `false`: the stored one is at least as new.
   */
  putSignal(incidentId: string, record: SignalRecord): Promise<boolean>;
  /** Up to `limit` active signals, oldest first. */
  standing(incidentId: string, limit: number): Promise<readonly SignalRecord[]>;
  /** Counted up to `cap` each. */
  countSignals(incidentId: string, cap: number): Promise<{ readonly active: number; readonly total: number }>;
  /** Idempotent by version and position. */
  appendEntries(incidentId: string, version: number, entries: readonly Entry[]): Promise<void>;
  /** How many pages were counted in the minute that began then (epoch ms), by audience. */
  readPages(minuteMs: number): Promise<ReadonlyMap<string, number>>;
  /** Counts pages in the minute that began then. A lost answer may count them twice. */
  countPages(minuteMs: number, pages: ReadonlyMap<string, number>): Promise<void>;
  /** What is due by `nowMs` and cannot wait, oldest first, up to `limit` of each shard. Eventually consistent: a hint. */
  due(nowMs: number, limit: number): Promise<readonly Due[]>;
  /**
   * What is due by `nowMs` and can wait, oldest first, up to `limit`. An eighth of it with each call, by the minute:
   * within eight minutes everything has its turn. Eventually consistent.
   */
  dueLater(nowMs: number, limit: number): Promise<readonly Due[]>;
  /** What hangs at an incident beside its state, whatever it is, up to `limit`. */
  remains(incidentId: string, limit: number): Promise<readonly Remain[]>;
  /** Removes what hangs at an incident, never its state. What is gone already is gone. */
  remove(incidentId: string, remains: readonly Remain[]): Promise<void>;
  /** Keeps why events were ignored (I1): by day, for 30 days. */
  recordIgnored(events: readonly IgnoredEvent[]): Promise<void>;
}

export interface Heads {
  readonly slots: ReadonlyMap<string, number>;
  readonly alarms: ReadonlyMap<string, AlarmItem>;
  readonly incidents: ReadonlyMap<string, Incident>;
  /** By audience; empty where none were counted, asked for, or to be had. */
  readonly pages: ReadonlyMap<string, number>;
}

/** An incident whose time has come, or an alarm whose mute window has ended. */
export type Due =
  | { readonly kind: 'incident'; readonly incidentId: string; readonly dueAtMs: number }
  | { readonly kind: 'alarm'; readonly signalId: string; readonly dueAtMs: number };

/** A signal, a timeline entry, or another item of an incident. */
export interface Remain {
  /** Where it is within its incident: the store's own name for it. */
  readonly place: string;
  /** Of a signal. */
  readonly signalId?: string;
}

export interface IgnoredEvent {
  readonly atMs: number;
  /** Signal id, or what the event calls itself. */
  readonly subject: string;
  readonly order?: Order;
  readonly reason: string;
  readonly incidentId?: string;
}
