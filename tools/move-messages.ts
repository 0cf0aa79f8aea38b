import { setTimeout as delay } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { ToolError } from './tool-error.ts';

/**
 * Has SQS move all messages of a queue of dead letters (StartMessageMoveTask), and waits until it has. Answers how many
 * were moved.
 * @param everyMs how often it asks how far the task is
 * @throws ToolError where SQS could not move everything: how far it came, and why; and what the SDK throws
 */
export const moveMessages = async (
  client: SQSClient,
  { from, to }: { readonly from: string; readonly to?: string },
  everyMs = 2_000,
): Promise<number> => {
  const SourceArn = await arnOf(client, from);
  const destination = to === undefined ? {} : { DestinationArn: await arnOf(client, to) };
  await client.send(new StartMessageMoveTaskCommand({ SourceArn, ...destination }));
  for (;;) {
    // The newest stands first.
    const { Results: [task] = [] } = await client.send(
      new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }),
    );
    if (task === undefined) throw new ToolError(`SQS knows of no task that moves ${from}: look at the queue`);
    if (task.Status === 'COMPLETED') return movedBy(task);
    if (task.Status !== 'RUNNING') {
      const why = task.FailureReason ?? 'no reason given';
      throw new ToolError(
        `moving ${from} ended as ${task.Status}: ${movedBy(task)} were moved, the rest waits there (${why})`,
      );
    }
    await delay(everyMs);
  }
};

const movedBy = ({ ApproximateNumberOfMessagesMoved: moved = 0 }: ListMessageMoveTasksResultEntry): number =>
  Number(moved);

const arnOf = async (client: SQSClient, QueueName: string): Promise<string> => {
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const arn = Attributes?.['QueueArn'];
  if (arn === undefined) throw new ToolError(`SQS does not say the ARN of ${QueueName}: try again`);
  return arn;
};
