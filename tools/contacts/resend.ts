import { type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { filterOf } from '../../deployment/audience-topics.ts';
import type { AudienceState, ContactState } from './contact-state.ts';

/** What happened to one contact that SNS was asked about again. */
export interface Resent {
  readonly audience: string;
  readonly state: ContactState;
  /** The name of the error, where SNS refused. */
  readonly refused?: string;
}

const waiting = ({ reach }: ContactState): boolean =>
  reach === 'pending' || reach === 'deleted' || reach === 'not-subscribed';

/**
 * Subscribes anew whatever is not confirmed: SNS sends the confirmation again, and phones and queues of this account
 * are reached at once. Attributes are those of the template, so that a filter holds from the first message on.
 */
export const resend = async (
  client: SNSClient,
  topicArnPrefix: string,
  states: readonly AudienceState[],
): Promise<readonly Resent[]> => {
  const done: Resent[] = [];
  for (const { audience, contacts } of states) {
    for (const state of contacts.filter(waiting)) {
      try {
        await client.send(subscribing(topicArnPrefix, audience, state));
        done.push({ audience, state });
      } catch (error) {
        done.push({ audience, state, refused: error instanceof Error ? error.name : 'unknown error' });
      }
    }
  }
  return done;
};

const subscribing = (topicArnPrefix: string, audience: string, { contact }: ContactState) => {
  const { FilterPolicyScope, FilterPolicy } = filterOf(contact);
  const undelivered = `${topicArnPrefix.replace(':sns:', ':sqs:')}undelivered`;
  return new SubscribeCommand({
    TopicArn: `${topicArnPrefix}${audience}`,
    Protocol: contact.protocol,
    Endpoint: contact.endpoint,
    ReturnSubscriptionArn: true,
    Attributes: {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: undelivered }),
      ...(FilterPolicy === undefined
        ? {}
        : { FilterPolicyScope: String(FilterPolicyScope), FilterPolicy: JSON.stringify(FilterPolicy) }),
    },
  });
};
