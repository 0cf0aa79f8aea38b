import type { Check } from '../check.ts';
import { interpretDeployments } from './deployed.ts';

/** Executions looked at. Service Outage Runbook, "Check Recent Deployments": the last five. */
export const EXECUTIONS = 5;

export const pipeline: Check<'pipeline'> = {
  scenarios: ['outage', 'database', 'auto-scaling', 'generic'],
  tells: 'whether something was deployed before',
  subjectsOf: ({ estate }) => estate.pipelines,
  interpret: ({ name, deployments }, around) => interpretDeployments(name, deployments, around),
};

export const deploymentGroup: Check<'deployment-group'> = {
  ...{ scenarios: pipeline.scenarios, tells: pipeline.tells },
  subjectsOf: ({ estate }) => estate.deploymentGroups,
  interpret: ({ name, deployments }, around) => interpretDeployments(name, deployments, around),
};
