import { join, resolve } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { run } from './command.ts';

const serverless = join('node_modules', '.bin', 'serverless');

/** Packages and deploys the stack as a team would, into the emulator that `env` points at. */
export const deploy = async (
  stage: string,
  packageDir: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> => {
  const options = ['--stage', stage, '--package', resolve(packageDir)];
  await run(serverless, ['package', ...options], { env, signal });
  await run(serverless, ['deploy', ...options], { env, signal });
};

/** Takes the stack down again; throws where a resource of it cannot be removed. */
export const remove = async (stage: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> => {
  await run(serverless, ['remove', '--stage', stage], { env, signal });
};

/** The outputs of the deployed stack, by name. */
export const readOutputs = async (stackName: string, endpoint: string): Promise<(name: string) => string> => {
  const client = new CloudFormationClient({ endpoint });
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
  client.destroy();
  const outputs = new Map(
    Stacks?.[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  );
  return (name) => {
    const value = outputs.get(name);
    if (value === undefined) throw new Error(`The stack ${stackName} has no output ${name}`);
    return value;
  };
};
