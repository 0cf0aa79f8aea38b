import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../local/kernel/json.ts';
import type { Place } from '../../../local/kernel/place.ts';
import { readStack } from '../../../local/template/read-stack.ts';
import { readTemplate } from '../../../local/template/template-document.ts';
import { fixtureTemplate } from '../fixture/template.ts';

type Template = ReturnType<typeof fixtureTemplate>;

const place: Place = {
  region: 'eu-west-1',
  accountId: '000000000000',
  stackName: 'fixture-test',
  sqsUrl: 'http://127.0.0.1:1',
  apiUrl: 'http://127.0.0.1:2',
};

const read = (change: (template: Template) => object = (template) => template) =>
  readStack(readTemplate(parseJson(JSON.stringify(change(fixtureTemplate())))), place);

/** The fixture with one resource put in or replaced. */
const withResource = (id: string, resource: object) => (template: Template) => ({
  ...template,
  Resources: { ...template.Resources, [id]: resource },
});

describe('the packaged template', () => {
  test('names, ARNs and URLs are those of this machine', () => {
    const stack = read();
    expect(stack.queues.map(({ arn }) => arn)).toContain(
      'arn:aws:sqs:eu-west-1:000000000000:fixture-test-intake',
    );
    expect(stack.functions[0]?.environment).toEqual({
      TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:fixture-test-primary',
      TABLE_NAME: 'fixture-test',
    });
    expect(stack.buses).toEqual(['default', 'fixture-test']);
  });

  test('a resource whose condition does not hold is left out', () => {
    expect(read().queues.map(({ name }) => name)).not.toContain('fixture-test-unmade');
  });

  test('what does nothing locally is listed with its reason', () => {
    expect(read().inert).toContainEqual({
      id: 'Role',
      type: 'AWS::IAM::Role',
      why: 'permissions are not checked locally',
    });
  });

  test('a resource type that the host does not know stops the start by name', () => {
    const change = withResource('Machine', { Type: 'AWS::StepFunctions::StateMachine', Properties: {} });
    expect(() => read(change)).toThrow('resource Machine is of type AWS::StepFunctions::StateMachine');
  });

  test('a property that the host does not know stops the start by name', () => {
    const change = withResource('DeadQueue', {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: 'fixture-test-dead', FifoQueue: true },
    });
    expect(() => read(change)).toThrow('DeadQueue (AWS::SQS::Queue), property FifoQueue');
  });

  test('an intrinsic function that the host does not know stops the start by name', () => {
    const change = withResource('Other', {
      Type: 'AWS::SNS::Topic',
      Properties: { TopicName: { 'Fn::ImportValue': 'name' } },
    });
    expect(() => read(change)).toThrow('Fn::ImportValue');
  });

  test('a pattern operator that the matcher does not know stops the start by name', () => {
    const change = withResource('Odd', {
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: { detail: { state: [{ resembles: 'ALARM' }] } }, Targets: [] },
    });
    expect(() => read(change)).toThrow(/Odd \(AWS::Events::Rule\), property EventPattern: .*resembles/);
  });

  test.each(['rate(5 minute)', 'rate(1 minutes)', 'rate(0 minutes)', 'cron(0 12 * * ? *)'])(
    'schedule %s is refused',
    (expression) => {
      const change = withResource('TickRule', {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: expression, Targets: [] },
      });
      expect(() => read(change)).toThrow(expression);
    },
  );

  test('a rule that sends to a queue without a policy for it is refused', () => {
    expect(() =>
      read(({ Resources: { FromEvents: _taken, ...rest }, ...template }) => ({
        ...template,
        Resources: rest,
      })),
    ).toThrow(
      'rule AlarmRule sends to arn:aws:sqs:eu-west-1:000000000000:fixture-test-intake, but no AWS::SQS::QueuePolicy lets events.amazonaws.com',
    );
  });

  test('a queue that hides messages for less than its function may take is refused, as by Lambda', () => {
    const change = (template: Template) => {
      template.Resources.Intake.Properties.Timeout = 3;
      return template;
    };
    expect(() => read(change)).toThrow(
      'VisibilityTimeout of 2 s, less than the timeout of its function fixture-test-intake (3 s)',
    );
  });

  test('a batch above ten without a window is refused, as by Lambda', () => {
    const change = (template: Template) => {
      template.Resources.IntakeSource.Properties.BatchSize = 50;
      return template;
    };
    expect(() => read(change)).toThrow('IntakeSource (AWS::Lambda::EventSourceMapping), property BatchSize');
  });

  test('a reference to nothing is refused by name', () => {
    const change = withResource('Lost', {
      Type: 'AWS::SNS::Topic',
      Properties: { TopicName: { Ref: 'Nowhere' } },
    });
    expect(() => read(change)).toThrow('Nowhere');
  });
});
