import { addEntry, change, type Draft, oweNotice } from '../incident/draft.ts';
import { noticeId } from '../incident/notice.ts';
import { FALLBACK } from '../kernel/audiences.ts';
import { own } from '../kernel/own.ts';
import { startResponse } from '../notice/held-back.ts';

interface Why {
  /** A rung's id or a trigger's name. With episode and audience it is the key of what was paged (I7). */
  readonly rung: string;
  readonly reason: string;
}

const hasContact = (draft: Draft, audience: string): boolean =>
  (own(draft.context.configuration.audiences, audience)?.contacts ?? 0) > 0;

/**
 * Pages the audiences that have a contact, each once an episode and rung. If none has one, `useFallback` pages the
 * fallback audience; the record says so. Returns how many of the given audiences can be reached.
 */
export const page = (draft: Draft, audiences: readonly string[], why: Why, useFallback = true): number => {
  const reachable = audiences.filter((audience) => hasContact(draft, audience));
  const silent = audiences.filter((audience) => !reachable.includes(audience));
  if (silent.length > 0) {
    const instead =
      reachable.length > 0 ? '' : useFallback ? ': the fallback audience is paged instead' : ': next rung';
    addEntry(draft, 'rung-skipped', `Nobody to page in ${silent.join(', ')} (${why.rung})${instead}`, {
      reason: 'no-contact',
    });
  }
  if (reachable.length > 0) orderPages(draft, reachable, why);
  else if (useFallback) orderPages(draft, [FALLBACK], why);
  return reachable.length;
};

/** Pages by hand have keys of their own, asked for once: kept for ever they would fill the record (I9). */
const BY_HAND = 'by-hand-';

/** The rung's name of the pages that a person orders with this version of the incident. */
export const byHand = (version: number): string => `${BY_HAND}${version}`;

const stillAsked = (paged: readonly string[]): readonly string[] =>
  paged.filter((key) => !key.includes(`/${BY_HAND}`));

const orderPages = (draft: Draft, audiences: readonly string[], why: Why): void => {
  const { episode, escalation } = draft.incident;
  const keyOf = (audience: string) => `${episode.number}/${why.rung}/${audience}`;
  const fresh = audiences.filter((audience) => !escalation.paged.includes(keyOf(audience)));
  if (fresh.length === 0) return;
  startResponse(draft);
  const ordered = draft.notices.filter(({ kind }) => kind === 'page').map(({ audience }) => audience);
  for (const audience of fresh) oweNotice(draft, pageNotice(draft, audience, why));
  change(draft, {
    escalation: {
      ...draft.incident.escalation,
      paged: [...stillAsked(escalation.paged), ...fresh.map(keyOf)],
    },
  });
  const paging = fresh.filter((audience) => !ordered.includes(audience));
  if (paging.length > 0) addEntry(draft, 'paged', `Paging ${paging.join(', ')}`, { reason: why.reason });
};

/** Reminds these audiences that it has cleared and waits for a person; the fallback if none of them has a contact. */
export const pageReminder = (draft: Draft, audiences: readonly string[], reminder: number): void => {
  const reachable = audiences.filter((audience) => hasContact(draft, audience));
  const all = reachable.length > 0 ? reachable : [FALLBACK];
  for (const audience of all)
    oweNotice(draft, pageNotice(draft, audience, { rung: `reminder-${reminder}`, reason: 'reminder' }));
  const text = `It has cleared, and nobody has acknowledged it: reminding ${all.join(', ')}`;
  addEntry(draft, 'paged', text, { reason: 'reminder' });
};

/** Pages the last rung's audiences again, and the fallback. A repeat is known by its number. */
export const pageRepeat = (draft: Draft, audiences: readonly string[], repeat: number): void => {
  startResponse(draft);
  const all = [...new Set([...audiences.filter((audience) => hasContact(draft, audience)), FALLBACK])];
  for (const audience of all)
    oweNotice(draft, pageNotice(draft, audience, { rung: `repeat-${repeat}`, reason: 'repeat' }));
  const text =
    all.length > 1
      ? `Paging again: ${all.join(', ')}`
      : 'No rung has anybody to page: paging the fallback audience';
  addEntry(draft, 'paged', text, { reason: 'repeat' });
};

const pageNotice = (draft: Draft, audience: string, why: Why) => {
  const { incident, context } = draft;
  return {
    id: noticeId(incident, why.rung, audience),
    audience,
    kind: 'page' as const,
    reason: why.reason,
    episode: incident.episode.number,
    rung: why.rung,
    atMs: context.nowMs,
    severity: incident.severity,
    nextUpdateAtMs: incident.updates.nextAtMs,
  };
};
