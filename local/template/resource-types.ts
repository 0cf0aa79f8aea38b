import { arnOf, type Place, queueUrl } from '../kernel/place.ts';

/** What `Ref` and `Fn::GetAtt` give for a resource type, from the name that it has on this host. */
export interface Naming {
  /** The property that holds the physical name; absent: the host gives one. */
  readonly nameProperty?: string;
  readonly ref: (name: string, place: Place) => string;
  readonly attributes: Readonly<Record<string, (name: string, place: Place) => string>>;
}

const itself = (name: string): string => name;

/** Resource types that the host makes work. AWS CloudFormation reference, "Return values" of each type. */
export const liveTypes: Readonly<Record<string, Naming>> = {
  'AWS::DynamoDB::Table': {
    nameProperty: 'TableName',
    ref: itself,
    attributes: { Arn: (name, place) => arnOf(place, 'dynamodb', `table/${name}`) },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    ref: (name, place) => queueUrl(place, name),
    attributes: {
      Arn: (name, place) => arnOf(place, 'sqs', name),
      QueueName: itself,
      QueueUrl: (name, place) => queueUrl(place, name),
    },
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    ref: (name, place) => arnOf(place, 'sns', name),
    attributes: { TopicArn: (name, place) => arnOf(place, 'sns', name), TopicName: itself },
  },
  'AWS::SNS::Subscription': { ref: itself, attributes: {} },
  'AWS::SQS::QueuePolicy': { ref: itself, attributes: {} },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    ref: itself,
    attributes: { Name: itself, Arn: (name, place) => arnOf(place, 'events', `event-bus/${name}`) },
  },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    ref: itself,
    attributes: { Arn: (name, place) => arnOf(place, 'events', `rule/${name}`) },
  },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    ref: itself,
    attributes: { Arn: (name, place) => arnOf(place, 'lambda', `function:${name}`) },
  },
  'AWS::Lambda::EventSourceMapping': { ref: itself, attributes: {} },
  'AWS::ApiGatewayV2::Api': { ref: itself, attributes: { ApiEndpoint: (_name, place) => place.apiUrl } },
  'AWS::ApiGatewayV2::Stage': { ref: itself, attributes: {} },
  'AWS::ApiGatewayV2::Integration': { ref: itself, attributes: {} },
  'AWS::ApiGatewayV2::Route': { ref: itself, attributes: {} },
};

/**
 * Resource types that are known and do nothing on a laptop, each for a reason. A type in neither list stops the
 * start: nothing of the stack goes missing unnoticed.
 */
export const inertTypes: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'permissions are not checked locally',
  'AWS::IAM::Policy': 'permissions are not checked locally',
  'AWS::IAM::ManagedPolicy': 'permissions are not checked locally',
  'AWS::Lambda::Permission': 'permissions are not checked locally',
  'AWS::Lambda::Version': 'the latest code runs locally',
  'AWS::Lambda::EventInvokeConfig': 'a failed scheduled run waits for the next one locally',
  'AWS::Logs::LogGroup': 'logs are files in the state folder',
  'AWS::Logs::MetricFilter': 'there is no CloudWatch locally',
  'AWS::CloudWatch::Alarm': 'there is no CloudWatch locally',
  'AWS::CloudWatch::CompositeAlarm': 'there is no CloudWatch locally',
  'AWS::CloudWatch::Dashboard': 'there is no CloudWatch locally',
  'AWS::SNS::TopicPolicy': 'permissions are not checked locally',
  'AWS::Events::EventBusPolicy': 'permissions are not checked locally',
  'AWS::S3::Bucket': 'code comes out of the package folder',
  'AWS::S3::BucketPolicy': 'code comes out of the package folder',
};
