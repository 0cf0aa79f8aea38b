import { fire } from '../escalation/triggers.ts';
import { addEntry, announce, type Context, change, type Draft, startDraft } from '../incident/draft.ts';
import { heldOf } from '../incident/held-page.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import type { TriageSummary } from '../incident/triage-summary.ts';
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
  // A run that was given up may still end.
  if (triage?.runs !== judgement.run || triage.state === 'done' || !isOpen(incident)) return undefined;
  const draft = startDraft(incident, context);
  const { databaseDownSinceMs } = judgement;
  // Once all has cleared its signs are gone, and it is the cause all the same.
  const cause = judgement.cause ?? (verifies(incident) ? triage.cause : undefined);
  const hasLooked = findings.some(({ state }) => state !== 'unknown');
  const told = toldBefore(triage);
  // Nothing is news of what could not be looked at.
  const news = hasLooked ? newsOf(told, cause?.kind) : undefined;
  const { nextAtMs: _, cause: __, lost: ___, hasLooked: ____, databaseDownSinceMs: before, ...rest } = triage;
  const wasSeen = findings.some(({ check, state }) => check === 'database' && state !== 'unknown');
  const downSinceMs =
    databaseDownSinceMs === undefined ? (wasSeen ? undefined : before) : (before ?? databaseDownSinceMs);
  const signs = signsOf(findings, cause?.kind);
  change(draft, {
    triage: {
      ...rest,
      state: 'done',
      judged: { run: judgement.run, atMs: context.nowMs },
      text: judgement.text,
      signs,
      ...(judgement.region === undefined ? {} : { region: judgement.region }),
      told: news === undefined ? told : [...told, news],
      ...(hasLooked ? { hasLooked: true as const } : {}),
      ...(cause === undefined
        ? {}
        : { cause: { kind: cause.kind, confidence: cause.confidence, text: cause.text } }),
      ...(downSinceMs === undefined ? {} : { databaseDownSinceMs: downSinceMs }),
    },
  });
  verify(draft, findings);
  planNext(draft);
  if (signs !== triage.signs) writeDown(draft, judgement, findings);
  for (const trigger of judgement.triggers) fire(draft, trigger);
  announce(draft, 'incident.triaged', undefined, cause?.kind ?? 'unknown');
  if (news !== undefined) tellThosePaged(draft);
  return draft;
};

const MAX_SIGNS = 300;

/** What was found, without the numbers that differ with each look: the timeline tells it when this changes. */
const signsOf = (findings: readonly Finding[], cause = 'unknown'): string => {
  const wrong = findings.filter(({ state }) => state !== 'healthy');
  const signs = wrong.map(({ check, resource = '', reason }) => `${check} ${resource} ${reason}`);
  return [cause, ...new Set(signs.toSorted())].join('|').slice(0, MAX_SIGNS).toWellFormed();
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
    : `All signals have cleared, but it stays open until this is well or a person resolves it: ${wrong.map((finding) => finding.text).join('; ')}`;
  addEntry(draft, 'triaged', text, { reason: passed ? 'verified' : 'verification-failed' });
};

/** An earlier release kept no list: it told what it had found. */
const toldBefore = ({ told, text, cause }: TriageSummary): readonly string[] =>
  told ?? (text === undefined ? [] : [cause?.kind ?? UNKNOWN]);

const UNKNOWN = 'unknown';

/** Whoever was paged hears of the first judgement, and of each cause once, however often it comes and goes. */
const newsOf = (told: readonly string[], kind: string | undefined): string | undefined => {
  if (kind === undefined) return told.length === 0 ? UNKNOWN : undefined;
  return told.includes(kind) ? undefined : kind;
};

const writeDown = (draft: Draft, judgement: Judgement, findings: readonly Finding[]): void => {
  addEntry(draft, 'triaged', `Triage: ${judgement.text}`, { reason: judgement.cause?.kind ?? 'unknown' });
  const wrong = findings.filter(({ state }) => state !== 'healthy');
  for (const { text, reason } of wrong.slice(0, MOST_ENTRIES)) addEntry(draft, 'found', text, { reason });
  if (wrong.length > MOST_ENTRIES)
    addEntry(draft, 'found', `${wrong.length - MOST_ENTRIES} more findings: GET /incidents/{id}/findings`);
};

/** Those who were paged, and nobody who is only kept informed. */
const tellThosePaged = (draft: Draft): void => {
  const { incident, context } = draft;
  if (heldUntil(incident, context.nowMs) !== undefined) return;
  // In a storm whose pages wait for a digest nobody reads a message an incident: the status update has it.
  if (Object.values(incident.outbox).some((effect) => heldOf(effect) !== undefined)) return;
  const paged = new Set(incident.escalation.paged.map((key) => key.split('/').at(-1) ?? ''));
  for (const audience of paged)
    if ((own(context.configuration.audiences, audience)?.contacts ?? 0) > 0)
      tellOne(draft, audience, 'update', 'triaged');
};
