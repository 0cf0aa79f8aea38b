import { FALLBACK, STAKEHOLDERS } from '../kernel/audiences.ts';
import { cleanText } from '../kernel/clean-text.ts';
import type { Configuration } from '../kernel/configuration.ts';
import type { DomainEventType } from './domain-event.ts';
import type { Effect, EffectBody } from './effect.ts';
import type { Entry, EntryKind } from './entry.ts';
import { summaryOf } from './event-summary.ts';
import { type Incident, MAX_EARLIER_COMMITS, RECORD_SCHEMA, SYSTEM } from './incident.ts';
import { isRungPage, MAX_NOTICE_NOTE, type Notice } from './notice.ts';

/** What a decision may know besides the incident. */
export interface Context {
  readonly nowMs: number;
  readonly configuration: Configuration;
  /** Each answers the turns of the incident. domain/clocks/clock.ts says what else a clock is. */
  readonly clocks: readonly { readonly on: Turns }[];
}

/** How a clock answers each turn of an incident. No turn may be left out: `goesOn` where the clock does not change. */
export interface Turns {
  /** The incident has opened. */
  readonly opened: Turn;
  readonly acknowledged: Turn;
  /** The severity has risen. */
  readonly risen: Turn;
  readonly resolved: Turn;
  readonly reopened: Turn;
  /** A signal stands again where all had been clear. */
  readonly recurred: Turn;
  /** A person or a clock has decided something: what is certain now can be written down. */
  readonly decided: Turn;
}

export type Turn = (draft: Draft, how: TurnDetails) => void;

export interface TurnDetails {
  /** The incident came back by itself, so it pages no sooner than the damping allows. */
  readonly isDamped?: boolean;
}

/** The turn does nothing to this clock. */
export const goesOn: Turn = () => {};

/** Tells every clock of a turn, from the table's last row to its first. */
export const turn = (draft: Draft, name: keyof Turns, how: TurnDetails = {}): void => {
  for (const { on } of draft.context.clocks.toReversed()) on[name](draft, how);
};

/** A decision being made: the incident as it will be, and the effects that it will owe. Local to one decision. */
export interface Draft {
  readonly context: Context;
  incident: Incident;
  readonly entries: Entry[];
  readonly notices: Notice[];
  readonly events: { readonly type: DomainEventType; readonly by: string; readonly reason?: string }[];
  readonly effects: Map<string, EffectBody>;
  /** Effects that the decision made void. */
  readonly voided: Set<string>;
  /** Whether anything was decided: otherwise there is nothing to commit. */
  changed: boolean;
}

export const startDraft = (incident: Incident, context: Context): Draft => ({
  context,
  incident,
  entries: [],
  notices: [],
  events: [],
  effects: new Map(),
  voided: new Set(),
  changed: false,
});

/** Sets fields of the incident; a field given as undefined is removed. */
export const change = (
  draft: Draft,
  fields: { readonly [K in keyof Incident]?: Incident[K] | undefined },
): void => {
  const next = { ...draft.incident };
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) Reflect.deleteProperty(next, name);
    else Reflect.set(next, name, value);
  }
  draft.incident = next;
  draft.changed = true;
};

/** Adds an entry to the timeline, its text cleaned. */
export const addEntry = (
  draft: Draft,
  kind: EntryKind,
  text: string,
  more: { readonly reason?: string; readonly by?: string | undefined } = {},
): void => {
  const { reason, by = SYSTEM } = more;
  draft.entries.push({
    atMs: draft.context.nowMs,
    kind,
    by,
    text: cleanText(text),
    ...(reason === undefined ? {} : { reason }),
  });
  draft.changed = true;
};

/** Announces the decision to other programs. */
export const announce = (draft: Draft, type: DomainEventType, by = SYSTEM, reason?: string): void => {
  draft.events.push({ type, by, ...(reason === undefined ? {} : { reason }) });
};

/**
 * Owes a message. A second one of the same kind to the same audience in one decision is dropped. But a trigger's page
 * replaces a rung's page: an acknowledgement could make the rung's page void before it is sent.
 */
export const oweNotice = (draft: Draft, notice: Notice): void => {
  const { notices } = draft;
  const at = notices.findIndex(({ audience, kind }) => audience === notice.audience && kind === notice.kind);
  const first = notices[at];
  if (first === undefined) notices.push(notice);
  else if (isRungPage(first) && !isRungPage(notice)) notices[at] = notice;
  else return;
  dropEarlier(draft, notice);
  const { told, stakeholdersToldAtMs } = draft.incident;
  if (!told.includes(notice.audience)) change(draft, { told: [...told, notice.audience] });
  if (notice.audience === STAKEHOLDERS && stakeholdersToldAtMs === undefined)
    change(draft, { stakeholdersToldAtMs: draft.context.nowMs });
  draft.changed = true;
};

/** What is told again and again while an incident is open. */
const recurring: ReadonlySet<string> = new Set(['repeat', 'reminder', 'status-update']);

/**
 * A message to the fallback audience is never given up: where that cannot be reached either, the last of its kind takes
 * the place of those before it, or they would fill the record (I9).
 */
const dropEarlier = (draft: Draft, { id, reason }: Notice): void => {
  if (!recurring.has(reason)) return;
  for (const [effectId, effect] of Object.entries(draft.incident.outbox)) {
    if (effect.kind !== 'notify' || effect.notice.id === id) continue;
    if (effect.notice.audience === FALLBACK && effect.notice.reason === reason) draft.voided.add(effectId);
  }
};

/** Every message of this decision says whose act made it, and what that person noted. */
export const signNotices = (draft: Draft, by: string, note?: string): void => {
  const isLong = note !== undefined && note.length > MAX_NOTICE_NOTE;
  const noted = isLong ? `${note.slice(0, MAX_NOTICE_NOTE - 1).toWellFormed()}…` : note;
  const signed = draft.notices.map((notice) => ({
    ...notice,
    by,
    ...(noted === undefined ? {} : { note: noted }),
  }));
  draft.notices.splice(0, draft.notices.length, ...signed);
};

/** Makes those owed messages void that the predicate picks (I5). */
export const voidNotices = (draft: Draft, isVoid: (notice: Notice) => boolean): void => {
  for (const [id, effect] of Object.entries(draft.incident.outbox)) {
    if (effect.kind === 'notify' && isVoid(effect.notice)) draft.voided.add(id);
  }
  const kept = draft.notices.filter((notice) => !isVoid(notice));
  draft.notices.splice(0, draft.notices.length, ...kept);
};

/**
 * The incident as it is committed, but without `dueAtMs`: its version is raised, and its new effects are leased to
 * the committer until `leaseUntilMs` (epoch ms).
 */
export const toCommit = (draft: Draft, commitId: string, leaseUntilMs: number): Incident => {
  const { incident } = draft;
  const version = incident.version + 1;
  const outbox: Record<string, Effect> = {};
  for (const [id, effect] of Object.entries(incident.outbox)) if (!draft.voided.has(id)) outbox[id] = effect;
  for (const [id, body] of owedEffects(draft, version))
    outbox[id] = { ...body, dueAtMs: leaseUntilMs, attempts: 0 };
  const earlierCommitIds = [incident.commitId, ...(incident.earlierCommitIds ?? [])]
    .filter((id) => id !== '')
    .slice(0, MAX_EARLIER_COMMITS);
  const schema = Math.max(incident.schema, RECORD_SCHEMA);
  return { ...incident, version, schema, commitId, earlierCommitIds, outbox };
};

const owedEffects = (draft: Draft, version: number): [string, EffectBody][] => {
  const { incident } = draft;
  const owed: [string, EffectBody][] = draft.notices.map((notice) => [
    `notify:${notice.id}`,
    { kind: 'notify', notice },
  ]);
  // Named by version, so that clearing a done effect never clears a later one of the same kind.
  for (const [id, body] of draft.effects) owed.push([`${id}@${version}`, body]);
  if (draft.entries.length > 0)
    owed.push([`entries:${version}`, { kind: 'entries', version, entries: draft.entries }]);
  if (draft.events.length > 0) {
    const summary = summaryOf(incident);
    const events = draft.events.map((event, n) => ({
      ...event,
      id: `${incident.id}@${version}#${n}`,
      atMs: draft.context.nowMs,
      incident: summary,
    }));
    owed.push([`events:${version}`, { kind: 'events', events }]);
  }
  return owed;
};
