import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ConfirmSubscriptionCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { beforeEach, expect, test } from 'vitest';
import { parseContactsCommand } from '../../../tools/contacts/command.ts';
import {
  answerAsEmptyStack,
  cloudFormation,
  fallbackIsReached,
  prefix,
  report,
  sns,
  subscribed,
} from './answers-of-aws.ts';

beforeEach(answerAsEmptyStack);

test('asking again subscribes what is not confirmed, with the filter and dead letters of the template', async () => {
  fallbackIsReached();
  subscribed('primary', ['email', 'ada@acme.io'], ['email', 'bob@acme.io', 'PendingConfirmation']);
  const { text } = await report(
    '    - email: ada@acme.io\n    - email: bob@acme.io\n      only: { severities: [SEV1] }\n    - email: eve@acme.io',
    { resend: true },
  );
  const asked = sns.commandCalls(SubscribeCommand).map(({ args }) => args[0].input);
  const undelivered = 'arn:aws:sqs:eu-west-1:111122223333:tocsin-prod-undelivered';
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: undelivered });
  const common = { TopicArn: `${prefix}primary`, Protocol: 'email', ReturnSubscriptionArn: true };
  expect(asked).toEqual([
    {
      ...common,
      Endpoint: 'bob@acme.io',
      Attributes: {
        RedrivePolicy,
        FilterPolicyScope: 'MessageAttributes',
        FilterPolicy: '{"severity":["SEV1"]}',
      },
    },
    { ...common, Endpoint: 'eve@acme.io', Attributes: { RedrivePolicy } },
  ]);
  expect(text).toContain('primary: b…@acme.io (mail): asked again');
});

const link = (topic: string) =>
  `https://sns.eu-west-1.amazonaws.com/confirmation.html?TopicArn=${topic}&Token=2336412f37f&Endpoint=ada@acme.io`;

test('a subscription is confirmed so that ending it needs authentication', async () => {
  fallbackIsReached();
  subscribed('primary', ['email', 'ada@acme.io']);
  sns.on(ConfirmSubscriptionCommand).resolves({ SubscriptionArn: `${prefix}primary:1` });
  const { text } = await report('    - email: ada@acme.io', { confirm: link(`${prefix}primary`) });
  expect(sns.commandCalls(ConfirmSubscriptionCommand).map(({ args }) => args[0].input)).toEqual([
    { TopicArn: `${prefix}primary`, Token: '2336412f37f', AuthenticateOnUnsubscribe: 'true' },
  ]);
  expect(text).toMatch(/^Confirmed/);
});

test.each([
  ['https://acme.io/', 'this is not a confirmation link'],
  ['2336412f37f', 'this is not a confirmation link'],
  [link('arn:aws:sns:eu-west-1:111122223333:tocsin-staging-primary'), 'no topic of this stage'],
])('the link %s is refused and its token not repeated', async (confirm, message) => {
  const refused = report('    - email: ada@acme.io', { confirm });
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.not.toThrow('2336412f37f');
});

test('a link that SNS no longer takes says to send another', async () => {
  const expired = Object.assign(new Error('Invalid token'), { name: 'InvalidParameterException' });
  sns.on(ConfirmSubscriptionCommand).rejects(expired);
  await expect(report('    - email: ada@acme.io', { confirm: link(`${prefix}primary`) })).rejects.toThrow(
    'send another with --resend',
  );
});

test('a stack that is not there is told with what to give', async () => {
  const none = Object.assign(new Error('Stack does not exist'), { name: 'ValidationError' });
  cloudFormation.on(DescribeStacksCommand).rejects(none);
  await expect(report('    - email: ada@acme.io')).rejects.toThrow(
    'there is no stack tocsin-prod in eu-west-1',
  );
});

test('stage and region default to those of serverless.yml', () => {
  expect(parseContactsCommand([], {})).toEqual({ stage: 'dev', region: 'eu-west-1', resend: false });
  expect(parseContactsCommand(['--resend'], { AWS_REGION: 'eu-north-1' }).region).toBe('eu-north-1');
});

test.each([
  [['--stage', 'a b'], /--stage is "a b"/],
  [['--stage', 'prod-eu'], /such as "prodeu"/],
  [['--resend', '--test', 'primary'], /exclude one another/],
  [['--stge', 'prod'], /--stge/],
])('%j is refused', (argv, message) => {
  expect(() => parseContactsCommand(argv, {})).toThrow(message);
});

test('the tool ends with code 2 where it cannot look', async () => {
  const tool = fileURLToPath(new URL('../../../tools/show-contacts.ts', import.meta.url));
  const ended = await new Promise<readonly [unknown, string]>((resolve) => {
    execFile(process.execPath, [tool, '--stage', 'a b'], (error, _out, err) => resolve([error?.code, err]));
  });
  expect(ended).toEqual([2, expect.stringContaining('npm run contacts -- --stage prod')]);
});
