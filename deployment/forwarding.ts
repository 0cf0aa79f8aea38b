import { type IntakeRule, rules } from '../events/intake/patterns.ts';
import { pascalCase, type Resource, ref, sub } from './template.ts';

/** A CloudFormation template that stands for itself. */
interface StandaloneTemplate {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, object>>;
  readonly Resources: Readonly<Record<string, Resource>>;
}

/**
 * What brings the events of another region to the region that Tocsin is deployed in: EventBridge rules see their own
 * region alone, and alarms of global services and most Health events come to us-east-1. The rules are those of the stack,
 * and send to its default bus, where the stack's own take over: an event keeps its account and region.
 * EventBridge User Guide, "Sending and receiving events between AWS Regions".
 */
export const forwardingTemplate = (): StandaloneTemplate => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'Tocsin: brings the events of this region to the region that Tocsin is deployed in.',
  Parameters: {
    HomeBusArn: {
      Type: 'String',
      AllowedPattern: '^arn:aws[a-z-]*:events:[a-z0-9-]+:\\d{12}:event-bus/[A-Za-z0-9._/-]+$',
      Description:
        'The event bus there, such as arn:aws:events:eu-west-1:111122223333:event-bus/default. Not the one of this region.',
    },
  },
  Resources: {
    ForwardingRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'forward-events',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: ref('HomeBusArn') }],
            },
          },
        ],
      },
    },
    ...Object.fromEntries(rules.map((rule) => [`${pascalCase(rule.name)}Rule`, forwarding(rule)])),
  },
});

const forwarding = ({ name, pattern }: IntakeRule): Resource => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    // Several in one region, towards several homes, differ by their stacks.
    Name: sub(`\${AWS::StackName}-${name}`),
    EventPattern: pattern,
    State: 'ENABLED',
    Targets: [{ Id: 'home', Arn: ref('HomeBusArn'), RoleArn: { 'Fn::GetAtt': ['ForwardingRole', 'Arn'] } }],
  },
});
