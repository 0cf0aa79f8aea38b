import { fire } from '../escalation/triggers.ts';
import { addEntry, announce, type Context, change, type Draft, startDraft } from '../incident/draft.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import { own } from '../kernel/own.ts';
import { heldUntil } from '../notice/held-back.ts';
import { tellOne } from '../notice/tell-audiences.ts';
import { nextLookMs } from './ask.ts';
import type { Finding } from './finding.ts';
import type { Judgement } from './judgement.ts';
import { stillWrong, verifies } from './verification.ts';

/** Findings told in the timeline, each in an entry of its own; the rest are counted. */
const MOST_ENTRIES = 10;

/**
 * What a run's judgement changes in the incident. Undefined: it was overtaken by another run, was judged before, or the
 * incident is over.
 */
export const concludeTriage = (
  incident: Incident,
  judgement: Judgement,
  findings: readonly Finding[],
  context: Context,
): Draft | undefined => {
  const { triage } = incident;
  if (triage?.runs !== judgement.run || triage.state !== 'running' || !isOpen(incident)) return undefined;
  const draft = startDraft(incident, context);
  const { cause, databaseDownSinceMs } = judgement;
  const { nextAtMs: _, cause: __, lost: ___, hasLooked: ____, databaseDownSinceMs: before, ...rest } = triage;
  const downSinceMs = databaseDownSinceMs === undefined ? undefined : (before ?? databaseDownSinceMs);
  change(draft, {
    triage: {
      ...rest,
      state: 'done',
      judged: { run: judgement.run, atMs: context.nowMs },
      text: judgement.text,
      ...(judgement.region === undefined ? {} : { region: judgement.region }),
      ...(findings.some(({ state }) => state !== 'unknown') ? { hasLooked: true as const } : {}),
      ...(cause === undefined
        ? {}
        : { cause: { kind: cause.kind, confidence: cause.confidence, text: cause.text } }),
      ...(downSinceMs === undefined ? {} : { databaseDownSinceMs: downSinceMs }),
    },
  });
  verify(draft, findings);
  planNext(draft);
  if (judgement.text !== triage.text) writeDown(draft, judgement, findings);
  for (const trigger of judgement.triggers) fire(draft, trigger);
  announce(draft, 'incident.triaged', undefined, cause?.kind ?? 'unknown');
  if (isNews(triage.text, triage.cause?.kind, judgement)) tellThoseTold(draft);
  return draft;
};

const planNext = (draft: Draft): void => {
  const nextAtMs = nextLookMs(draft.incident, draft.context);
  const { triage } = draft.incident;
  if (triage !== undefined && nextAtMs !== undefined) change(draft, { triage: { ...triage, nextAtMs } });
};

/**
 * After all signals have cleared, what users notice decides whether the incident may resolve by itself. docs/triage.md,
 * Verification.
 */
const verify = (draft: Draft, findings: readonly Finding[]): void => {
  const { triage } = draft.incident;
  if (triage === undefined) return;
  const { verification: before, ...rest } = triage;
  if (!verifies(draft.incident)) {
    change(draft, { triage: rest });
    return;
  }
  const wrong = stillWrong(findings);
  const passed = wrong.length === 0;
  change(draft, { triage: { ...rest, verification: { passed, atMs: draft.context.nowMs } } });
  if (before?.passed === passed) return;
  const text = passed
    ? 'Verified: users are served again, as far as could be looked at'
    : `All signals have cleared, but it stays open: ${wrong.map((finding) => finding.text).join('; ')}`;
  addEntry(draft, 'triaged', text, { reason: passed ? 'verified' : 'verification-failed' });
};

/** Whoever was paged hears of the first judgement, and of another cause. */
const isNews = (text: string | undefined, kind: string | undefined, judgement: Judgement): boolean =>
  text === undefined || (judgement.cause !== undefined && judgement.cause.kind !== kind);

const writeDown = (draft: Draft, judgement: Judgement, findings: readonly Finding[]): void => {
  addEntry(draft, 'triaged', `Triage: ${judgement.text}`, { reason: judgement.cause?.kind ?? 'unknown' });
  const wrong = findings.filter(({ state }) => state !== 'healthy');
  for (const { text, reason } of wrong.slice(0, MOST_ENTRIES)) addEntry(draft, 'found', text, { reason });
  if (wrong.length > MOST_ENTRIES)
    addEntry(draft, 'found', `${wrong.length - MOST_ENTRIES} more findings: GET /incidents/{id}/findings`);
};

const tellThoseTold = (draft: Draft): void => {
  const { incident, context } = draft;
  if (heldUntil(incident, context.nowMs) !== undefined) return;
  for (const audience of incident.told)
    if ((own(context.configuration.audiences, audience)?.contacts ?? 0) > 0)
      tellOne(draft, audience, 'update', 'triaged');
};
