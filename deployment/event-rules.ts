import type { IntakeRule } from '../events/intake/patterns.ts';
import { arnHere, letIn } from './queue-policy.ts';
import { arnOf, pascalCase, type Resource, type Resources, ref } from './template.ts';

/**
 * The rules that bring events to the intake queue, and the queues' policies that let them and the alarms topic in.
 * What EventBridge or SNS cannot deliver goes to the intake's dead letters, hence is paged raw.
 * @param name what the rules' names begin with: `tocsin-<stage>`
 */
export const eventRules = (name: string, rules: readonly IntakeRule[]): Resources => {
  const resources: Record<string, Resource> = {};
  for (const { name: group, pattern } of rules) {
    resources[`${pascalCase(group)}Rule`] = {
      Type: 'AWS::Events::Rule',
      DependsOn: ['IntakeQueuePolicy', 'IntakeDeadQueuePolicy'],
      Properties: {
        Name: `${name}-${group}`,
        EventPattern: pattern,
        State: 'ENABLED',
        Targets: [
          { Id: 'intake', Arn: arnOf('IntakeQueue'), DeadLetterConfig: { Arn: arnOf('IntakeDeadQueue') } },
        ],
      },
    };
  }
  // Rules of a bus of one's own have its name in their ARN.
  const fromBus = { 'events.amazonaws.com': arnHere('events', `rule/${name}/${name}-triage`) };
  const senders = {
    'events.amazonaws.com': arnHere('events', `rule/${name}-*`),
    'sns.amazonaws.com': arnHere('sns', `${name}-alarms`),
  };
  return {
    ...resources,
    TriageRule: {
      Type: 'AWS::Events::Rule',
      DependsOn: ['TriageQueuePolicy', 'TriageDeadQueuePolicy'],
      Properties: {
        Name: `${name}-triage`,
        EventBusName: ref('Bus'),
        EventPattern: { source: ['tocsin'], 'detail-type': ['incident.triage-requested'] },
        State: 'ENABLED',
        Targets: [
          { Id: 'triage', Arn: arnOf('TriageQueue'), DeadLetterConfig: { Arn: arnOf('TriageDeadQueue') } },
        ],
      },
    },
    TriageQueuePolicy: letIn('TriageQueue', fromBus),
    TriageDeadQueuePolicy: letIn('TriageDeadQueue', fromBus),
    IntakeQueuePolicy: letIn('IntakeQueue', senders),
    IntakeDeadQueuePolicy: letIn('IntakeDeadQueue', senders),
  };
};
