import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ToolError } from '../tool-error.ts';

/** What the stack says of itself, by the names of its outputs. */
export interface StackOutputs {
  /** An audience's name behind it is its topic's ARN. */
  readonly topicArnPrefix: string;
  readonly tableName: string;
}

/** @throws ToolError where there is no such stack in this account and region */
export const readStack = async (name: string, region: string): Promise<StackOutputs> => {
  const client = new CloudFormationClient({ region });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const outputs = new Map(Stacks[0]?.Outputs?.map((each) => [each.OutputKey, each.OutputValue]));
    const output = (key: string): string => {
      const value = outputs.get(key);
      if (value === undefined) throw new ToolError(`the stack ${name} has no output ${key}: deploy it again`);
      return value;
    };
    return { topicArnPrefix: output('TopicArnPrefix'), tableName: output('TableName') };
  } catch (error) {
    // CloudFormation answers a stack that is not there with the general ValidationError.
    if (error instanceof Error && error.name === 'ValidationError') {
      throw new ToolError(`there is no stack ${name} in ${region}: give --stage, --region or AWS_PROFILE`);
    }
    throw error;
  } finally {
    client.destroy();
  }
};
