import { beforeAll, expect, test } from 'vitest';
import { documentedCalls, seenCalls } from './deployer/calls.ts';
import handlers from './deployer/handler-permissions.json' with { type: 'json' };
import { allows, matches, statementsOf } from './deployer/policies.ts';
import { unneeded } from './deployer/unneeded.ts';
import { makePackage, type Package } from './fixture/package.ts';
import type { Part } from './fixture/template.ts';

const account = '111122223333';
const permissionsOf = new Map<string, readonly string[]>(Object.entries(handlers));
const deployer = statementsOf('Deployer', 'dev', account);
const operator = statementsOf('Operator', 'dev', account);

let stack: Package;
beforeAll(async () => {
  stack = await makePackage();
}, 120_000);

/** What CloudFormation asks for on behalf of whoever deploys, by type. */
const asked = (type: string): readonly string[] =>
  (permissionsOf.get(type) ?? []).filter(
    (action) => !unneeded.some(({ types, actions }) => types.includes(type) && actions.test(action)),
  );
const askedOfAll = [...permissionsOf.keys()].flatMap(asked);
const needed: Readonly<Record<'Deployer' | 'Operator', readonly string[]>> = {
  Deployer: [...askedOfAll, ...seenCalls.Deployer, ...Object.keys(documentedCalls.Deployer)],
  Operator: [...seenCalls.Operator, ...Object.keys(documentedCalls.Operator)],
};

test('it is known what CloudFormation asks for each type of the template', () => {
  const types = new Set(Object.values(stack.template.Resources).map(({ Type }) => Type));
  expect([...types].filter((type) => !permissionsOf.has(type))).toEqual([]);
});

test('whoever deploys may do everything that a deployment and its CloudFormation call', () => {
  expect(needed.Deployer.filter((action) => !allows(deployer, action))).toEqual([]);
});

test('whoever operates may do everything that the tools call', () => {
  expect(needed.Operator.filter((action) => !allows(operator, action))).toEqual([]);
});

test.each([
  ['Deployer', deployer],
  ['Operator', operator],
] as const)('the policy %s allows no action that nothing calls', (policy, statements) => {
  const idle = statements
    .flatMap(({ actions }) => actions)
    .filter((pattern) => !needed[policy].some((action) => matches(pattern, action)));
  expect(idle).toEqual([]);
});

test('what CloudFormation asks for other properties is asked for, and the template sets none of those', () => {
  const idle = unneeded.filter(
    ({ types, actions }) =>
      !types.some((type) => permissionsOf.get(type)?.some((action) => actions.test(action))),
  );
  expect(idle).toEqual([]);
  const set = Object.entries(stack.template.Resources).flatMap(([id, { Type, Properties }]) =>
    unneeded
      .filter(
        ({ types, properties }) => types.includes(Type) && properties.some((name) => holds(Properties, name)),
      )
      .map(({ actions }) => `${id} ${actions}`),
  );
  expect(set).toEqual([]);
});

/** Whether a property of that name stands anywhere in it. */
const holds = (part: Part, name: string): boolean => {
  if (typeof part !== 'object' || part === null) return false;
  return Object.entries(part).some(([key, value]) => key === name || holds(value, name));
};

/** The ARN of a resource by its name, and the action that makes it. */
const arns: Readonly<
  Record<string, readonly [property: string, action: string, arn: (name: string) => string]>
> = {
  'AWS::CloudWatch::Alarm': [
    'AlarmName',
    'cloudwatch:PutMetricAlarm',
    (name) => `arn:aws:cloudwatch:eu-west-1:${account}:alarm:${name}`,
  ],
  'AWS::DynamoDB::Table': [
    'TableName',
    'dynamodb:CreateTable',
    (name) => `arn:aws:dynamodb:eu-west-1:${account}:table/${name}`,
  ],
  'AWS::Events::EventBus': [
    'Name',
    'events:CreateEventBus',
    (name) => `arn:aws:events:eu-west-1:${account}:event-bus/${name}`,
  ],
  'AWS::Events::Rule': [
    'Name',
    'events:PutRule',
    (name) => `arn:aws:events:eu-west-1:${account}:rule/${name}`,
  ],
  'AWS::IAM::Role': ['RoleName', 'iam:CreateRole', (name) => `arn:aws:iam::${account}:role/${name}`],
  'AWS::Lambda::Function': [
    'FunctionName',
    'lambda:CreateFunction',
    (name) => `arn:aws:lambda:eu-west-1:${account}:function:${name}`,
  ],
  'AWS::Logs::LogGroup': [
    'LogGroupName',
    'logs:CreateLogGroup',
    (name) => `arn:aws:logs:eu-west-1:${account}:log-group:${name}:*`,
  ],
  'AWS::SNS::Topic': ['TopicName', 'sns:CreateTopic', (name) => `arn:aws:sns:eu-west-1:${account}:${name}`],
  'AWS::SQS::Queue': ['QueueName', 'sqs:CreateQueue', (name) => `arn:aws:sqs:eu-west-1:${account}:${name}`],
};

test('each resource with a name of its own is one that the policy reaches, and one of another stage is not', () => {
  const others = statementsOf('Deployer', 'prod', account);
  const named = Object.entries(stack.template.Resources).flatMap(([id, { Type, Properties }]) => {
    const [property = '', action = '', arn] = arns[Type] ?? [];
    const name = Properties[property];
    return arn === undefined || typeof name !== 'string' ? [] : [{ id, action, arn: arn(name) }];
  });
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ action, arn }) => !allows(deployer, action, arn))).toEqual([]);
  expect(named.filter(({ action, arn }) => allows(others, action, arn))).toEqual([]);
});

test('the generated names of bucket and schedule are within the policy', () => {
  expect(allows(deployer, 's3:PutObject', 'arn:aws:s3:::tocsin-dev-serverlessdeploymentbucket-1k2j3/a')).toBe(
    true,
  );
  const schedule = `arn:aws:events:eu-west-1:${account}:rule/tocsin-dev-SweepDueEventsRuleSchedule1-1A2B`;
  expect(allows(deployer, 'events:PutRule', schedule)).toBe(true);
});

test('a managed policy is no larger than IAM takes: 6,144 characters without blanks', () => {
  for (const statements of [deployer, operator])
    expect(JSON.stringify(statements).length).toBeLessThan(6_144);
});
