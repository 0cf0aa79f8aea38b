import type { Finding } from './finding.ts';
import type { Scope } from './judgement.ts';
import { stillWrong } from './verification.ts';

/** How much of the service is concerned, as far as its targets tell. Service Outage Runbook, "Determine Scope". */
export const scopeOf = (findings: readonly Finding[]): Scope => {
  const groups = findings.filter(({ check, state }) => check === 'target-health' && state !== 'unknown');
  const sum = (name: string) =>
    groups.reduce((total, { evidence }) => total + Number(evidence[name] ?? 0), 0);
  const targets = sum('targets');
  if (groups.length === 0 || targets === 0)
    return { kind: 'unknown', text: 'how much of it is concerned is not known: no targets were seen' };
  const healthy = sum('healthy');
  const unavailable = 1 - healthy / targets;
  // AWS does not name the zone of a target that is an instance: its group does.
  const zones = [...new Set(findings.flatMap(({ evidence }) => asList(evidence['zonesOut'])))].sort();
  const text = `${targets - healthy} of ${targets} targets out of service`;
  if (healthy === targets) return scopeOfRequests(findings);
  if (healthy === 0) return { kind: 'all', unavailable, text };
  const [zone, ...others] = zones;
  return zone !== undefined && others.length === 0
    ? { kind: 'one-zone', unavailable, text: `${text}, zone ${zone} has none` }
    : { kind: 'part', unavailable, text };
};

/** Targets that are all in service may still answer with errors. */
const scopeOfRequests = (findings: readonly Finding[]): Scope => {
  const unavailable = 0;
  const [noticed] = stillWrong(findings);
  if (noticed === undefined) return { kind: 'none', unavailable, text: 'every target is in service' };
  const text = `every target is in service, but: ${noticed.text}`;
  const failing = findings.find(({ check, state }) => check === 'load-balancer' && state === 'failed');
  if (failing === undefined) return { kind: 'unknown', text };
  const { evidence } = failing;
  const failed = Number(evidence['target5xx']) + Number(evidence['elb5xx']);
  return { kind: failed >= Number(evidence['requests']) * NEARLY_ALL ? 'all' : 'part', unavailable, text };
};

/** A share of the requests. */
const NEARLY_ALL = 0.95;

const asList = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
