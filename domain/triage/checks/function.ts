import type { Around, Check } from '../check.ts';
import type { FunctionFacts } from '../facts/compute.ts';
import type { Interpretation } from '../finding.ts';
import { interpretDeployments, suspectEvidence } from './deployed.ts';

/** The state of a Lambda function, and whether its code was changed before onset. */
export const lambdaFunction: Check<'function'> = {
  scenarios: ['outage', 'database', 'generic'],
  tells: 'whether the function can run, and whether it was updated before',
  subjectsOf: ({ estate }) => estate.functions,
  interpret: (facts, around) => interpret(facts, around),
};

const interpret = (facts: FunctionFacts, around: Around): Interpretation => {
  const { name, state, stateReason, update, updateReason, deployments, aliases } = facts;
  const suspect = suspectEvidence(deployments, around);
  const alias = aliases.find(({ version }) => version === suspect['deployment']);
  const evidence = { state, update, ...suspect, ...(alias === undefined ? {} : { alias: alias.name }) };
  if (state === 'Failed')
    return {
      state: 'failed',
      reason: 'function-failed',
      text: `Function ${name} cannot run${because(stateReason)}`,
      evidence,
    };
  if (update === 'Failed')
    return {
      state: 'degraded',
      reason: 'update-failed',
      text: `Function ${name}: its last update failed${because(updateReason)}`,
      evidence,
    };
  if (state === 'Pending')
    return {
      state: 'degraded',
      reason: 'function-pending',
      text: `Function ${name} is being made`,
      evidence,
    };
  const deployed = interpretDeployments(name, deployments, around);
  return deployed.state === 'healthy'
    ? {
        state: 'healthy',
        reason: 'function-unchanged',
        text: `Function ${name} can run, and was not updated before`,
        evidence,
      }
    : { ...deployed, evidence };
};

const because = (reason: string | undefined): string => (reason === undefined ? '' : ` (${reason})`);
