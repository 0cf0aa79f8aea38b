import type { Evidence, Finding, FindingState, Interpretation } from '../../../domain/triage/finding.ts';

/** 2026-11-21 03:00 UTC. */
export const ONSET_MS = Date.UTC(2026, 10, 21, 3);
export const MINUTE_MS = 60_000;

/** Ten minutes after onset. */
export const around = { onsetMs: ONSET_MS, nowMs: ONSET_MS + 10 * MINUTE_MS };

/** `<state> <reason>`: what a check says, short enough to compare. */
export const verdict = ({ state, reason }: Interpretation): string => `${state} ${reason}`;

/** What a run found: `failed all-targets-unhealthy` of a check, with its evidence. */
export const found = (
  check: string,
  said: string,
  {
    n = 0,
    resource = 'checkout',
    ...evidence
  }: Evidence & { readonly n?: number; readonly resource?: string } = {},
): Finding => {
  const [state, reason = ''] = said.split(' ');
  return {
    id: `1.${check}.${n}`,
    run: 1,
    check,
    resource,
    state: state as FindingState,
    reason,
    text: `${resource}: ${reason}`,
    evidence: evidence as Evidence,
    tookMs: 5,
    atMs: around.nowMs,
  };
};
