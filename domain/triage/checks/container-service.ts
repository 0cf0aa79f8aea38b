import type { Around, Check } from '../check.ts';
import type { ContainerServiceFacts } from '../facts/deployments.ts';
import type { Interpretation } from '../finding.ts';
import { interpretDeployments, suspectEvidence, suspectOf } from './deployed.ts';

export const containerService: Check<'container-service'> = {
  scenarios: ['outage', 'database', 'auto-scaling', 'generic'],
  tells: 'how many tasks run, and whether something was deployed before',
  subjectsOf: ({ estate }) => estate.containerServices,
  interpret: (facts, around) => interpret(facts, around),
};

/** Fewer tasks than wanted come first; a deployment before onset is told with them. */
const interpret = (facts: ContainerServiceFacts, around: Around): Interpretation => {
  const { name, desired, running, pending, deployments, messages } = facts;
  const evidence = { desired, running, pending, ...suspectEvidence(deployments, around) };
  const counts = `${running} of ${desired} tasks of ${name} run`;
  const [message] = messages;
  const why = message === undefined ? '' : ` (${message})`;
  const deployed = interpretDeployments(name, deployments, around);
  const also = suspectOf(deployments, around) === undefined ? '' : `; ${deployed.text}`;
  if (desired > 0 && running === 0)
    return { state: 'failed', reason: 'no-task-runs', text: `${counts}${why}${also}`, evidence };
  if (running < desired)
    return { state: 'degraded', reason: 'tasks-missing', text: `${counts}${why}${also}`, evidence };
  return deployed.state === 'healthy'
    ? { state: 'healthy', reason: 'all-tasks-run', text: counts, evidence }
    : { ...deployed, text: `${deployed.text}; ${counts}`, evidence };
};
