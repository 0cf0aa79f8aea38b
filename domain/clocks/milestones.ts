import type { Incident } from '../incident/incident.ts';
import type { MilestoneName } from '../incident/milestone.ts';
import type { Clocks } from '../kernel/configuration.ts';
import { outsideQuietHours, responseStartMs } from '../notice/held-back.ts';

/** One milestone of an incident: docs/requirements.md, Clocks. Times are epoch milliseconds. */
export interface Milestone {
  readonly name: MilestoneName;
  readonly dueAtMs: number;
  /** When it was reached, if it was. */
  readonly atMs?: number;
  readonly outcome: 'met' | 'missed' | 'pending';
}

/**
 * Telling stakeholders is the product's own act, due exactly at its milestone. A timer or sweep may be up to two
 * minutes late (I4), and the milestone is met all the same.
 */
const OWN_ACT_MAY_BE_LATE_MS = 120_000;

/** What needs a page to have gone out: nobody misses it where the incident was over before that. */
const needsPage: readonly MilestoneName[] = ['acknowledged', 'triaged', 'stakeholders-told'];

/**
 * When each milestone of the response clock is due; those after the resolution only once there is one. Where quiet
 * hours held the first page back, they count from that page.
 */
export const milestonesOf = (incident: Incident, clocks: Clocks, nowMs: number): readonly Milestone[] => {
  const { milestonesMs: response, postIncidentMs: post } = clocks;
  const { resolvedAtMs } = incident;
  const startMs = responseStartMs(incident);
  const done = reached(incident);
  const at = (name: MilestoneName, dueAtMs: number, lateMs = 0): Milestone => {
    const atMs = done[name];
    const settled = incident.milestones[name];
    const outcome =
      settled ??
      (atMs === undefined
        ? dueAtMs <= nowMs
          ? 'missed'
          : 'pending'
        : atMs <= dueAtMs + lateMs
          ? 'met'
          : 'missed');
    return { name, dueAtMs, outcome, ...(atMs === undefined ? {} : { atMs }) };
  };
  const all = [
    at('acknowledged', startMs + response.acknowledged),
    at('triaged', startMs + response.triaged),
    at('mitigated', startMs + response.mitigated),
    at(
      'stakeholders-told',
      outsideQuietHours(incident, startMs + response.stakeholdersTold),
      OWN_ACT_MAY_BE_LATE_MS,
    ),
    at('resolved', startMs + response.resolved),
    at('analysis-begun', startMs + response.analysisBegun),
  ];
  if (resolvedAtMs === undefined) return all;
  const during = resolvedAtMs < startMs ? all.filter(({ name }) => !needsPage.includes(name)) : all;
  return [
    ...during,
    at('stability-verified', resolvedAtMs + post.stability),
    at('post-mortem', resolvedAtMs + post.postMortem),
    at('prevention', resolvedAtMs + post.prevention),
  ];
};

type Reached = { readonly [K in MilestoneName]?: number | undefined };

const reached = (incident: Incident): Reached => {
  const said = (incident.said.statements ?? []).reduce<Record<string, number>>((all, { statement, atMs }) => {
    all[statement] ??= atMs;
    return all;
  }, {});
  return {
    acknowledged: incident.firstAcknowledgedAtMs,
    triaged: said['triaged'],
    mitigated: incident.mitigatedAtMs ?? incident.resolvedAtMs,
    'stakeholders-told': incident.stakeholdersToldAtMs,
    resolved: incident.resolvedAtMs,
    'analysis-begun': said['analysis-begun'],
    'stability-verified': said['stability-verified'],
    'post-mortem': said['post-mortem-published'],
    prevention: said['prevention-done'],
  };
};
