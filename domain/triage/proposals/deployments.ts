import type { Finding } from '../finding.ts';
import { known, type Propose, type Step, word } from './step.ts';

/**
 * Service Outage Runbook, "Strategy 1: Rollback Recent Deployment": proposed by itself when a deployment ended within 30
 * minutes before onset. The runbook's own command lacks the execution to go back to: docs/requirements.md, Commands of R that are not copied.
 */
export const rollBack: Propose = ({ findings }) =>
  findings.flatMap((finding): readonly Step[] => {
    const { check, resource, evidence, id } = finding;
    const command = commandOf[check]?.(finding);
    if (resource === undefined || command === undefined) return [];
    if (evidence['deployedMinutesBefore'] === undefined) return [];
    return [
      {
        action: 'roll-back-deployment',
        text: `Roll ${resource} back to what ran before`,
        why: `It was deployed ${String(evidence['deployedMinutesBefore'])} minutes before onset`,
        risk: 'What the deployment brought is gone until it is deployed again; a changed database schema stays changed',
        command,
        from: id,
      },
    ];
  });

const commandOf: Readonly<Record<string, (finding: Finding) => string>> = {
  pipeline: ({ resource = '', evidence }) =>
    `aws codepipeline rollback-stage --pipeline-name ${word(resource)} --stage-name <stage> --target-pipeline-execution-id ${known(evidence['lastGood'], 'last good execution')}`,
  'container-service': ({ resource = '', evidence }) =>
    `aws ecs update-service ${clusterAndService(resource)} --task-definition ${known(evidence['lastGoodRevision'], `task definition before ${String(evidence['revision'] ?? 'this one')}`)}`,
  // What no alias stands for cannot be taken back by an alias.
  function: ({ resource = '', evidence }) =>
    `aws lambda update-alias --function-name ${word(resource)} --name ${known(evidence['alias'], 'alias')} --function-version ${known(evidence['lastGood'], 'version before')}`,
  'deployment-group': ({ resource = '', evidence }) => {
    const [application = '', group = ''] = resource.split('/');
    return `aws deploy create-deployment --application-name ${word(application)} --deployment-group-name ${word(group)} --revision ${known(evidence['lastGoodRevision'], 'last good revision')}`;
  },
};

const clusterAndService = (name: string): string => {
  const [cluster = '', service = ''] = name.split('/');
  return `--cluster ${word(cluster)} --service ${word(service)}`;
};

/** Service Outage Runbook, "Strategy 3: Restart Services": by ECS and Auto Scaling, not over SSH. */
export const restart: Propose = ({ findings, estate }) => {
  const sick = findings.find(({ reason }) => symptoms.has(reason));
  if (sick === undefined) return [];
  const why = sick.text;
  const risk = 'Capacity is lower while instances or tasks are replaced';
  return [
    ...estate.containerServices.map((name) => ({
      ...{ action: 'restart-service', text: `Restart the tasks of ${name}`, why, risk },
      command: `aws ecs update-service ${clusterAndService(name)} --force-new-deployment`,
    })),
    ...estate.autoScalingGroups.map((name) => ({
      ...{
        action: 'restart-service',
        text: `Replace the instances of ${name}, one after the other`,
        why,
        risk,
      },
      command: `aws autoscaling start-instance-refresh --auto-scaling-group-name ${word(name)}`,
    })),
  ];
};

const symptoms: ReadonlySet<string> = new Set([
  'all-targets-unhealthy',
  'some-targets-unhealthy',
  'requests-fail',
  'targets-refuse-connections',
  'no-task-runs',
]);
