import { arnOf, type Resource, ref, sub, type Value } from './template.ts';

/** `events`, `rule/tocsin-prod-*`: the ARN of what has this name here, in this account and region. */
export const arnHere = (service: string, name: string): Value =>
  sub(`arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${name}`);

/**
 * Who may put messages on a queue: for each AWS service, the ARNs of the resources that it acts for, in which `*` stands
 * for any characters. Names instead of references, so that the policy is there before whoever sends: until then SQS drops
 * what it is sent. EventBridge User Guide, "Using resource-based policies for Amazon EventBridge".
 */
export const letIn = (queue: string, senders: Readonly<Record<string, Value>>): Resource => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [ref(queue)],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: Object.entries(senders).map(([service, source]) => ({
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sqs:SendMessage',
        Resource: arnOf(queue),
        Condition: { ArnLike: { 'aws:SourceArn': source } },
      })),
    },
  },
});
