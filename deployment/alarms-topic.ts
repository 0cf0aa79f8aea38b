import { type Resources, ref } from './template.ts';

/**
 * Who may send to the alarms topic. Its own account, as SNS has it for a topic without a policy (SNS Developer Guide,
 * "Default policy"); and CloudWatch on behalf of alarms of the accounts that tocsin.yml lists (CloudWatch User Guide, "Notifying
 * users on alarm changes": the service `cloudwatch.amazonaws.com`, `aws:SourceAccount`). Nobody else: what is said over
 * SNS can open an incident, or end one.
 * @param accounts ids of other accounts
 */
export const alarmsTopicPolicy = (accounts: readonly string[]): Resources => ({
  AlarmsTopicPolicy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [ref('AlarmsTopic')],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OwnAccount',
            Effect: 'Allow',
            Principal: { AWS: '*' },
            Action: 'sns:Publish',
            Resource: ref('AlarmsTopic'),
            Condition: { StringEquals: { 'AWS:SourceOwner': ref('AWS::AccountId') } },
          },
          ...(accounts.length === 0 ? [] : [listed(accounts)]),
        ],
      },
    },
  },
});

const listed = (accounts: readonly string[]) => ({
  Sid: 'AlarmsOfListedAccounts',
  Effect: 'Allow',
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: ref('AlarmsTopic'),
  Condition: { StringEquals: { 'aws:SourceAccount': accounts } },
});
