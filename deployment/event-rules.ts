import type { IntakeRule } from '../events/patterns.ts';
import { arnOf, pascalCase, type Resource, type Resources, ref, type Value } from './template.ts';

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
  const ruleArns = Object.keys(resources).map(arnOf);
  return {
    ...resources,
    IntakeQueuePolicy: letIn('IntakeQueue', ruleArns),
    IntakeDeadQueuePolicy: letIn('IntakeDeadQueue', ruleArns),
  };
};

const letIn = (queue: string, ruleArns: readonly Value[]): Resource => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [ref(queue)],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        sending('events.amazonaws.com', queue, ruleArns),
        sending('sns.amazonaws.com', queue, [ref('AlarmsTopic')]),
      ],
    },
  },
});

const sending = (service: string, queue: string, sources: readonly Value[]): Value => ({
  Effect: 'Allow',
  Principal: { Service: service },
  Action: 'sqs:SendMessage',
  Resource: arnOf(queue),
  Condition: { ArnEquals: { 'aws:SourceArn': sources } },
});
