import { milestonesOf } from '../../../domain/clocks/milestones.ts';
import { isResting } from '../../../domain/escalation/rungs.ts';
import { type Incident, isOpen } from '../../../domain/incident/incident.ts';
import type { AwsEvent, Link } from '../../../domain/incident/related.ts';
import type { Clocks } from '../../../domain/kernel/configuration.ts';
import type { Judgement } from '../../../domain/triage/judgement.ts';
import type { IncidentAnswer } from './incident-answer.ts';
import { viewTriage } from './triage-view.ts';
import { isoTime } from './values.ts';

/** What a view needs beside the incident. */
export interface ViewContext {
  readonly clocks: Clocks;
  readonly nowMs: number;
  /** Signals counted for this answer, at most `cap` each. Absent: the record's last count is shown. */
  readonly counted?: { readonly active: number; readonly total: number; readonly cap: number };
  /** Of its last triage run that was judged. Absent: the record's summary is shown. */
  readonly judgement?: Judgement;
}

/** Failing effects shown at most: one publish per audience and a few of the rest. */
const MAX_FAILING = 20;

/** An incident as the API answers it. */
export const viewIncident = (incident: Incident, { judgement, ...context }: ViewContext): IncidentAnswer => ({
  id: incident.id,
  title: incident.title,
  status: incident.status,
  ...present('sealed', incident.sealed),
  severity: incident.severity,
  scenario: incident.scenario,
  service: incident.service,
  classification: { rule: incident.classification.rule, reason: incident.classification.reason },
  ...present('alarm', incident.alarm),
  ...viewTimes(incident),
  episode: incident.episode.number,
  escalation: viewEscalation(incident),
  signals: viewCounts(incident, context),
  flaps: incident.flaps,
  components: [...incident.components],
  triggers: viewTriggers(incident),
  milestones: viewMilestones(incident, context.clocks, context.nowMs),
  pendingEffects: Object.keys(incident.outbox).length,
  ...viewFailing(incident),
  links: (incident.links ?? []).map(viewLink),
  ...present('awsEvents', incident.awsEvents?.map(viewAwsEvent)),
  ...present('mergedInto', incident.mergedInto && viewLink(incident.mergedInto)),
  mergedFrom: (incident.mergedFrom ?? []).map(viewLink),
  ...(incident.triage === undefined ? {} : { triage: viewTriage(incident.triage, judgement) }),
  ...viewSaid(incident),
});

const viewLink = ({ incidentId, by, atMs }: Link) => ({ incidentId, by, at: isoTime(atMs) });

const viewAwsEvent = ({ service, region, code, atMs }: AwsEvent) => ({
  service,
  region,
  code,
  at: isoTime(atMs),
});

/** A member that is left out where there is nothing to say. */
const present = <K extends string, V>(name: K, value: V | undefined): { [N in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [N in K]?: V });

const time = <K extends string>(name: K, ms: number | undefined): { [N in K]?: string } =>
  present(name, ms === undefined ? undefined : isoTime(ms));

const viewTimes = (incident: Incident) => ({
  openedAt: isoTime(incident.openedAtMs),
  ...time('onsetAt', incident.onsetAtMs),
  detectedAt: isoTime(incident.openedAtMs),
  ...time('firstPagedAt', incident.firstPagedAtMs),
  ...time('acknowledgedAt', incident.episode.acknowledgedAtMs),
  ...present('acknowledgedBy', incident.episode.acknowledgedBy),
  ...time('acknowledgedUntil', incident.episode.acknowledgedUntilMs),
  ...time('firstAcknowledgedAt', incident.firstAcknowledgedAtMs),
  ...time('mitigatedAt', incident.mitigatedAtMs),
  ...present('mitigatedBy', incident.mitigatedBy),
  ...present('mitigatedReason', incident.mitigatedReason),
  ...time('resolvedAt', incident.resolvedAtMs),
  ...present('resolvedBy', incident.resolvedBy),
  ...time('closedAt', incident.closedAtMs),
  ...time('nextUpdateAt', isOpen(incident) ? incident.updates.nextAtMs : undefined),
});

const viewEscalation = (incident: Incident) => {
  const { escalation } = incident;
  const { nextAtMs } = escalation;
  const { rungs, name } = escalation.policy;
  const last = rungs[Math.min(escalation.nextRung, rungs.length) - 1];
  return {
    policy: name,
    rung: last?.id ?? null,
    ...time('nextAt', isResting(incident) ? undefined : nextAtMs),
  };
};

/** A list counts nothing: it shows what the last look found, and when that was. */
const viewCounts = (incident: Incident, { counted }: ViewContext): IncidentAnswer['signals'] => {
  if (counted === undefined) {
    const { signalsSeen, standingSeen = isOpen(incident) ? signalsSeen : 0, signalsSeenAtMs } = incident;
    return {
      active: standingSeen,
      total: signalsSeen,
      asOf: isoTime(signalsSeenAtMs ?? incident.openedAtMs),
    };
  }
  const { active, total, cap } = counted;
  return { active, total, ...(total >= cap || active >= cap ? { capped: true } : {}) };
};

const viewTriggers = ({ triggers }: Incident): Record<string, string> => {
  const fired: [string, string][] = [];
  for (const [name, ms] of Object.entries(triggers)) if (ms !== undefined) fired.push([name, isoTime(ms)]);
  return Object.fromEntries(fired);
};

/** Each milestone by name: when it is due, when it was reached, and whether in time. docs/requirements.md, Clocks. */
export const viewMilestones = (
  incident: Incident,
  clocks: Clocks,
  nowMs: number,
): IncidentAnswer['milestones'] =>
  Object.fromEntries(
    milestonesOf(incident, clocks, nowMs).map(({ name, dueAtMs, outcome, atMs }) => [
      name,
      { dueAt: isoTime(dueAtMs), outcome, ...time('at', atMs) },
    ]),
  );

const viewFailing = ({ outbox }: Incident): Pick<IncidentAnswer, 'failingEffects'> => {
  const failing = Object.entries(outbox)
    .filter(([, { attempts }]) => attempts > 0)
    .slice(0, MAX_FAILING)
    .map(([id, { kind, attempts, dueAtMs }]) => ({ id, kind, attempts, retryAt: isoTime(dueAtMs) }));
  return failing.length === 0 ? {} : { failingEffects: failing };
};

const viewSaid = ({ said }: Incident) => ({
  ...present('impact', said.impact),
  ...present('affectedUsers', said.affectedUsers),
  ...present('rootCause', said.rootCause),
  ...present('progress', said.progress),
  ...present('nextSteps', said.nextSteps),
  ...time('estimatedResolution', said.estimatedResolutionAtMs),
  ...present('resolution', said.resolution),
  ...present('prevention', said.prevention),
  statements: (said.statements ?? []).map(({ statement, by, atMs }) => ({
    statement,
    by,
    at: isoTime(atMs),
  })),
});
