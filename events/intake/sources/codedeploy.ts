import { buildArn, findArn } from '../arn.ts';
import { type DetailParser, detailOf } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import { lateObject, text } from '../lenient-fields.ts';
import { ignored, missingField } from '../reading.ts';
import { momentOf } from '../timestamp.ts';

const deploymentSchema = lateObject(() => ({
  application: text,
  deploymentGroup: text,
  deploymentId: text,
  instanceId: text,
  state: text,
}));

/**
 * `CodeDeploy Deployment State-change Notification`: FAILURE stands until a deployment to the same group succeeds, its
 * automatic rollback included. Source: CodeDeploy User Guide, "Monitoring deployments with Amazon CloudWatch Events".
 */
export const parseCodeDeployment: DetailParser = (event, context) => {
  const detail = detailOf(deploymentSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const { application, deploymentGroup, state } = detail;
  const group = `${application ?? ''}/${deploymentGroup ?? ''}`;
  if (state === undefined) return [missingField('detail.state', 'the state of the deployment')];
  if (state !== 'FAILURE' && state !== 'SUCCESS')
    return [ignored('codedeploy-not-failed', `${group} ${state}`)];
  if (application === undefined) return [missingField('detail.application', "the application's name")];
  const arn =
    findArn(event.resources, 'codedeploy', 'deploymentgroup:') ??
    buildArn('codedeploy', event.region ?? '', event.account ?? '', `deploymentgroup:${group}`);
  return [
    transitionOf(
      {
        id: arn,
        kind: 'deployment',
        name: `Deployment of ${group}: ${state.toLowerCase()}`,
        state: state === 'FAILURE' ? 'ALARM' : 'OK',
        atMs: momentOf(context, event.time),
        reason: `Deployment ${detail.deploymentId ?? 'unnamed'}: ${state.toLowerCase()}.`,
        resources: [arn],
        facts: { application, deploymentGroup, deployment: detail.deploymentId, outcome: state },
      },
      event,
    ),
  ];
};

/** Instance level: the deployment's own event says what came of it. */
export const parseCodeDeployInstance: DetailParser = (event) => {
  const detail = detailOf(deploymentSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const subject = [detail.deploymentId, detail.instanceId, detail.state].filter(Boolean).join(' ');
  return [ignored(detail.state === 'FAILURE' ? 'covered-by-deployment' : 'codedeploy-not-failed', subject)];
};
