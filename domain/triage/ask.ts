import { announce, type Context, change, type Draft } from '../incident/draft.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import type { TriageReason } from '../incident/triage-summary.ts';

/** A run that has not been judged after this is lost: it is asked for again, as a new one. */
export const LOST_AFTER_MS = 120_000;

/** Looks before a status update begin this long before it, so that it can carry what was found. */
const BEFORE_UPDATE_MS = 60_000;

/** While users still notice it although all signals have cleared, it is looked at this often. */
const VERIFY_AGAIN_MS = 300_000;
/** For so long after its mitigation; then with each status update. */
const VERIFY_OFTEN_MS = 3_600_000;

/** Asks for a run. The event that announces it hands it over: docs/adr/0039. */
export const askForTriage = (draft: Draft, reason: TriageReason): void => {
  const { incident, context } = draft;
  if (!context.configuration.triage.isOn) return;
  const runs = (incident.triage?.runs ?? 0) + 1;
  change(draft, {
    triage: {
      ...incident.triage,
      runs,
      state: 'running',
      askedAtMs: context.nowMs,
      reason,
      nextAtMs: context.nowMs + LOST_AFTER_MS,
    },
  });
  announce(draft, 'incident.triage-requested', undefined, reason);
};

/**
 * When to look again: at each time of the configuration after the opening, then before each status update, while it is
 * open. Epoch ms.
 */
export const nextLookMs = (incident: Incident, { configuration, nowMs }: Context): number | undefined => {
  if (!isOpen(incident)) return undefined;
  const { triage, timeScale = 1 } = configuration;
  const { verification } = incident.triage ?? {};
  const sinceMs = nowMs - (incident.mitigatedAtMs ?? nowMs);
  if (verification?.passed === false && sinceMs < VERIFY_OFTEN_MS / timeScale)
    return nowMs + VERIFY_AGAIN_MS / timeScale;
  const planned = triage.looksMs.map((ms) => incident.openedAtMs + ms).find((atMs) => atMs > nowMs);
  if (planned !== undefined) return planned;
  const leadMs = BEFORE_UPDATE_MS / timeScale;
  const { nextAtMs } = incident.updates;
  return nextAtMs - leadMs > nowMs ? nextAtMs - leadMs : nextAtMs + leadMs;
};
