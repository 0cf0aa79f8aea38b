import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { BatchGetCommand, BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { parseConfiguration } from '../../../config/parse.ts';
import { carryOut } from '../../../tools/contacts/carry-out.ts';
import type { ContactsCommand } from '../../../tools/contacts/command.ts';

export const prefix = 'arn:aws:sns:eu-west-1:111122223333:tocsin-prod-';
export const cloudFormation = mockClient(CloudFormationClient);
export const table = mockClient(DynamoDBDocumentClient);
export const sns = mockClient(SNSClient);

/** A stack of which SNS answers that nobody is subscribed. */
export const answerAsEmptyStack = (): void => {
  cloudFormation.reset();
  sns.reset();
  table.reset();
  table.on(BatchGetCommand).resolves({});
  table.on(BatchWriteCommand).resolves({});
  sns.on(PublishCommand).resolves({ MessageId: '1' });
  const Outputs = [
    { OutputKey: 'TopicArnPrefix', OutputValue: prefix },
    { OutputKey: 'TableName', OutputValue: 'tocsin-prod' },
  ];
  const stack = {
    StackName: 'tocsin-prod',
    CreationTime: new Date(0),
    StackStatus: 'CREATE_COMPLETE',
  } as const;
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [{ ...stack, Outputs }] });
  sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions: [] });
  sns.on(GetSubscriptionAttributesCommand).resolves({ Attributes: { ConfirmationWasAuthenticated: 'true' } });
  sns.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: false });
  sns.on(GetSMSAttributesCommand).resolves({ attributes: { MonthlySpendLimit: '20' } });
  sns.on(CheckIfPhoneNumberIsOptedOutCommand).resolves({ isOptedOut: false });
  sns.on(SubscribeCommand).resolves({ SubscriptionArn: 'pending confirmation' });
};

/** What SNS lists of an audience: protocol, endpoint, ARN. */
export const subscribed = (
  audience: string,
  ...given: readonly (readonly [string, string, string?])[]
): void => {
  sns.on(ListSubscriptionsByTopicCommand, { TopicArn: `${prefix}${audience}` }).resolves({
    Subscriptions: given.map(([Protocol, Endpoint, SubscriptionArn]) => ({
      Protocol,
      Endpoint,
      SubscriptionArn: SubscriptionArn ?? `${prefix}${audience}:${Endpoint.length}`,
    })),
  });
};

/** The contacts of `fallback` are reached, as `fallback` and as `watch`. */
export const fallbackIsReached = (): void => {
  subscribed('fallback', ['email', 'all@acme.io']);
  subscribed('watch', ['email', 'all@acme.io']);
};

/** The report with these contacts of `primary`. */
export const report = async (primary: string, asked: Partial<ContactsCommand> = {}) => {
  const parsed = parseConfiguration(
    `audiences:\n  primary:\n${primary}\n  fallback:\n    - email: all@acme.io\n`,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes));
  const { lines, exitCode } = await carryOut(
    { stage: 'prod', region: 'eu-west-1', resend: false, ...asked },
    parsed,
  );
  return { text: lines.join('\n'), exitCode };
};
