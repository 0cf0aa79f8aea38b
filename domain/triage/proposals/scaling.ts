import { type LaunchCause, launchesFailFor } from '../checks/scaling-group.ts';
import type { Finding } from '../finding.ts';
import { type Ground, known, type Propose, type Step, word } from './step.ts';

const groupsWith = (findings: readonly Finding[], reasons: readonly string[]) =>
  findings.filter(({ check, reason }) => check === 'scaling-group' && reasons.includes(reason));

const groupsFailingFor = (findings: readonly Finding[], cause: LaunchCause) =>
  findings.filter((finding) => launchesFailFor(finding, cause));

const launchesWork = ({ evidence }: Finding): boolean => Number(evidence['failures'] ?? 0) === 0;

/** Half as many again, at least one more. */
const more = (count: number): number => count + Math.max(1, Math.ceil(count / 2));

/** Service Outage Runbook, "Strategy 2: Scale Up Infrastructure". Where launches fail, a larger number changes nothing. */
export const scaleUp: Propose = ({ findings }) =>
  groupsWith(findings, ['instances-missing', 'at-its-maximum', 'nothing-in-service'])
    .filter(launchesWork)
    .map(({ resource = '', evidence, text, id }): Step => {
      const wanted = more(Number(evidence['desired']));
      const isBeyond = wanted > Number(evidence['max']);
      const group = `--auto-scaling-group-name ${word(resource)}`;
      return {
        action: 'scale-up',
        text: `Scale ${resource} up to ${wanted} instances${isBeyond ? ', beyond its maximum' : ''}`,
        why: text,
        risk: 'More instances cost more; a broken release runs on more of them',
        command: isBeyond
          ? `aws autoscaling update-auto-scaling-group ${group} --max-size ${wanted} --desired-capacity ${wanted}`
          : `aws autoscaling set-desired-capacity ${group} --desired-capacity ${wanted} --honor-cooldown`,
        from: id,
      };
    });

export const resume: Propose = ({ findings }) =>
  groupsWith(findings, ['processes-suspended']).map(({ resource = '', evidence, text, id }) => {
    const { suspended } = evidence;
    const processes = Array.isArray(suspended) ? suspended.map(String) : [];
    return {
      action: 'resume-processes',
      text: `Let ${resource} scale again`,
      why: text,
      risk: 'Somebody may have suspended it on purpose',
      command: `aws autoscaling resume-processes --auto-scaling-group-name ${word(resource)} --scaling-processes ${processes.map(word).join(' ')}`,
      from: id,
    };
  });

/** Emergency Response Procedures, "Auto Scaling Failures": fix launch configuration issues. */
export const launchTemplate: Propose = ({ findings }) =>
  groupsFailingFor(findings, 'template').map(({ resource = '', text, id }) => ({
    action: 'previous-launch-template',
    text: `Go back to the launch template version before, in ${resource}`,
    why: text,
    risk: 'What the newer version brought is missing on new instances',
    command: previousVersion(findings, resource),
    from: id,
  }));

const previousVersion = (findings: Ground['findings'], group: string): string => {
  const seen = findings.find(({ check, resource }) => check === 'launch-template' && resource === group);
  const { templateId, versionBefore, isMixed } = seen?.evidence ?? {};
  const id = known(templateId, 'id');
  const version = typeof versionBefore === 'number' ? String(versionBefore) : '<version before>';
  const command = `aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${word(group)}`;
  return isMixed === true
    ? `${command} --mixed-instances-policy '{"LaunchTemplate":{"LaunchTemplateSpecification":{"LaunchTemplateId":"${id}","Version":"${version}"}}}'`
    : `${command} --launch-template LaunchTemplateId=${id},Version=${version}`;
};

/** Emergency Response Procedures, "Auto Scaling Failures": request service limit increases. */
export const quota: Propose = ({ findings }) =>
  groupsFailingFor(findings, 'quota').map(({ text, id }) => ({
    action: 'raise-quota',
    text: 'Ask AWS for a higher quota',
    why: text,
    risk: 'It may take hours: free capacity elsewhere meanwhile',
    command: `aws service-quotas request-service-quota-increase --service-code ec2 --quota-code ${quotaReached(findings)} --desired-value <value>`,
    from: id,
  }));

/** The quota that is used up; one with room left is another than the one that blocks. */
const quotaReached = (findings: Ground['findings']): string =>
  known(findings.find(({ reason }) => reason === 'quota-reached')?.evidence['code'], 'quota code');

/** Emergency Response Procedures, "Auto Scaling Failures": scale up by hand, where there is capacity. */
export const otherZones: Propose = ({ findings }) =>
  findings
    .filter(
      (finding) =>
        finding.check === 'scaling-group' &&
        (finding.reason === 'a-zone-is-out' || launchesFailFor(finding, 'capacity')),
    )
    .map(({ resource = '', text, id }) => ({
      action: 'launch-in-other-zones',
      text: `Let ${resource} launch in other zones, or other instance types`,
      why: text,
      risk: 'Fewer zones stand in for one another until it is taken back',
      command: `aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${word(resource)} --vpc-zone-identifier <subnets of other zones>`,
      from: id,
    }));
