import type { Check } from '../check.ts';
import type { InstanceFacts } from '../facts/compute.ts';
import type { Interpretation } from '../finding.ts';

/** What EC2 itself says of an instance. EC2 User Guide, "Status checks for Amazon EC2 instances". */
export const instanceStatus: Check<'instance-status'> = {
  scenarios: ['outage', 'database', 'security', 'auto-scaling', 'generic'],
  tells: 'whether the instance runs, and passes the checks of EC2',
  subjectsOf: ({ estate }) => estate.instances,
  interpret: (facts) => interpret(facts),
};

const interpret = ({ id, state, system, instance, zone, events }: InstanceFacts): Interpretation => {
  const evidence = {
    ...{ state, system, instance, events: events.map(({ code }) => code) },
    ...(zone === undefined ? {} : { zone }),
  };
  const [event] = events;
  if (state !== 'running')
    return { state: 'failed', reason: 'instance-not-running', text: `${id} is ${state}`, evidence };
  if (system === 'impaired')
    return {
      state: 'failed',
      reason: 'machine-impaired',
      text: `${id}: the machine below it is impaired`,
      evidence,
    };
  if (instance === 'impaired')
    return {
      state: 'failed',
      reason: 'instance-impaired',
      text: `${id} does not answer EC2's check`,
      evidence,
    };
  if (event !== undefined)
    return {
      state: 'degraded',
      reason: 'instance-event',
      text: `${id}: AWS plans ${event.code} (${event.text})`,
      evidence,
    };
  if (system === 'insufficient-data' || instance === 'insufficient-data')
    return {
      state: 'degraded',
      reason: 'status-without-data',
      text: `${id}: EC2 has no data of it`,
      evidence,
    };
  return { state: 'healthy', reason: 'instance-runs', text: `${id} runs and passes its checks`, evidence };
};
