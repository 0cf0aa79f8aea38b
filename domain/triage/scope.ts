import type { Finding } from './finding.ts';
import type { Scope } from './judgement.ts';

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
  const zones = [...new Set(groups.flatMap(({ evidence }) => asList(evidence['zonesOut'])))].sort();
  const text = `${targets - healthy} of ${targets} targets out of service`;
  if (healthy === targets) return { kind: 'none', unavailable, text: 'every target is in service' };
  if (healthy === 0) return { kind: 'all', unavailable, text };
  const [zone, ...others] = zones;
  return zone !== undefined && others.length === 0
    ? { kind: 'one-zone', unavailable, text: `${text}, zone ${zone} has none` }
    : { kind: 'part', unavailable, text };
};

const asList = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
