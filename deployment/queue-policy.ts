import { arnOf, type Resource, ref, type Value } from './template.ts';

/** Who may put messages on a queue: for each AWS service, the ARNs of the resources that it acts for. */
export const letIn = (queue: string, senders: Readonly<Record<string, readonly Value[]>>): Resource => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [ref(queue)],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: Object.entries(senders).map(([service, sources]) => ({
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sqs:SendMessage',
        Resource: arnOf(queue),
        Condition: { ArnEquals: { 'aws:SourceArn': sources } },
      })),
    },
  },
});
