import type { Around, Check } from '../check.ts';
import type { FlowLogFacts, TrailFacts } from '../facts/security.ts';
import type { Interpretation } from '../finding.ts';
import { findingsOf, textFact } from '../principals.ts';

/** Whether what is done in the account is written down. */
export const trails: Check<'trails'> = {
  scenarios: ['security'],
  tells: 'whether CloudTrail logs',
  subjectsOf: ({ signals, region }) => (signals.length === 0 ? [] : [region]),
  interpret: (facts, around) => interpretTrails(facts, around),
};

const interpretTrails = ({ region, trails: all, notRead }: TrailFacts, { nowMs }: Around): Interpretation => {
  const stopped = all.filter(({ isLogging }) => !isLogging);
  const failing = all.filter(({ deliveryError }) => deliveryError !== undefined);
  const evidence = {
    trails: all.map(({ name }) => name),
    stopped: stopped.map(({ name }) => name),
    notRead,
  };
  const [first] = stopped;
  const [broken] = failing;
  if (first !== undefined) {
    const since = first.stoppedAtMs === undefined ? '' : `, stopped ${ago(nowMs - first.stoppedAtMs)}`;
    const reason = 'trail-stopped';
    return { state: 'failed', reason, text: `Trail ${first.name} does not log${since}`, evidence };
  }
  if (broken !== undefined)
    return {
      state: 'degraded',
      reason: 'trail-not-delivered',
      text: `Trail ${broken.name} does not deliver (${broken.deliveryError})`,
      evidence,
    };
  if (all.length === 0)
    return {
      state: 'degraded',
      reason: 'no-trail',
      text: `There is no trail in ${region}: CloudTrail keeps management events for 90 days, and no others`,
      evidence,
    };
  const rest = notRead.length === 0 ? '' : `; ${notRead.length} more could not be read`;
  const text = `Trail ${all.map(({ name }) => name).join(', ')} logs${rest}`;
  return { state: 'healthy', reason: 'trails-log', text, evidence };
};

const ago = (ms: number): string => `${Math.max(0, Math.round(ms / 60_000))} minutes ago`;

const vpcOf = (resource: string): string | undefined => /(?:^|\/)(vpc-[0-9a-f]{8,17})$/.exec(resource)?.[1];

/** Whether the traffic of the VPC is written down in which the finding's resource is, where the finding says which. */
export const flowLogs: Check<'flow-logs'> = {
  scenarios: ['security'],
  tells: 'whether the traffic of the VPC is logged',
  subjectsOf: ({ signals }) => {
    const named = findingsOf(signals).flatMap((signal) =>
      [textFact(signal, 'vpc') ?? '', ...signal.resources].flatMap((text) => vpcOf(text) ?? []),
    );
    return [...new Set(named)];
  },
  interpret: (facts) => interpretFlowLogs(facts),
};

const interpretFlowLogs = ({ vpc, logs }: FlowLogFacts): Interpretation => {
  const evidence = { vpc, flowLogs: logs.map(({ id }) => id) };
  const working = logs.filter(({ isActive, deliveryError }) => isActive && deliveryError === undefined);
  const broken = logs.find(({ deliveryError }) => deliveryError !== undefined);
  if (working.length > 0)
    return { state: 'healthy', reason: 'flow-logs-on', text: `Traffic of ${vpc} is logged`, evidence };
  if (broken !== undefined)
    return {
      state: 'degraded',
      reason: 'flow-log-not-delivered',
      text: `Flow log ${broken.id} of ${vpc} is not delivered (${broken.deliveryError})`,
      evidence,
    };
  return {
    state: 'degraded',
    reason: 'no-flow-log',
    text: `Traffic of ${vpc} is not logged (subnets and interfaces may have logs of their own)`,
    evidence,
  };
};
