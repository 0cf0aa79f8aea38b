import { readFileSync } from 'node:fs';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { deployerFile } from '../deployment/deployer/policies.ts';
import { postSigned } from '../local/fixture/signed-request.ts';
import { credentials } from './ministack.ts';

/** Whose credentials a program runs with. */
export interface Person {
  readonly name: 'Deployer' | 'Operator';
  readonly keys: { readonly AWS_ACCESS_KEY_ID: string; readonly AWS_SECRET_ACCESS_KEY: string };
}

/**
 * Makes what deployment/deployer.yml describes for a stage, and a user for each policy who holds no other; whoever deploys holds
 * the operator's, too, as docs/operations.md says. The emulator enforces what they may do.
 */
export const makePeople = async (
  stage: string,
  endpoint: string,
): Promise<{ readonly deployer: Person; readonly operator: Person }> => {
  const client = new CloudFormationClient({ endpoint });
  const StackName = `tocsin-${stage}-people`;
  try {
    await client.send(
      new CreateStackCommand({
        StackName,
        TemplateBody: readFileSync(deployerFile, 'utf8'),
        Parameters: [{ ParameterKey: 'Stage', ParameterValue: stage }],
        Capabilities: ['CAPABILITY_NAMED_IAM'],
      }),
    );
    await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { StackName });
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    const arnOf = (output: string): string => {
      const found = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === output)?.OutputValue;
      if (found === undefined) throw new Error(`${deployerFile} has no output ${output}`);
      return found;
    };
    const operates = arnOf('OperatorPolicyArn');
    return {
      deployer: await makeUser('Deployer', [arnOf('DeployerPolicyArn'), operates], endpoint),
      operator: await makeUser('Operator', [operates], endpoint),
    };
  } finally {
    client.destroy();
  }
};

const makeUser = async (
  name: Person['name'],
  policies: readonly string[],
  endpoint: string,
): Promise<Person> => {
  await askIam(endpoint, { Action: 'CreateUser', UserName: name });
  for (const PolicyArn of policies)
    await askIam(endpoint, { Action: 'AttachUserPolicy', UserName: name, PolicyArn });
  const answer = await askIam(endpoint, { Action: 'CreateAccessKey', UserName: name });
  const told = (tag: string): string => new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(answer)?.[1] ?? '';
  return {
    name,
    keys: { AWS_ACCESS_KEY_ID: told('AccessKeyId'), AWS_SECRET_ACCESS_KEY: told('SecretAccessKey') },
  };
};

const askIam = async (endpoint: string, call: Readonly<Record<string, string>>): Promise<string> => {
  const body = new URLSearchParams({ ...call, Version: '2010-05-08' }).toString();
  const response = await postSigned(`${endpoint}/`, body, {
    credentials: {
      accessKeyId: credentials.AWS_ACCESS_KEY_ID,
      secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
    },
    region: credentials.AWS_REGION,
    service: 'iam',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`IAM refuses ${call['Action']}: ${answer}`);
  return answer;
};
