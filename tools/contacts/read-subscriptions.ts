import {
  GetSubscriptionAttributesCommand,
  NotFoundException,
  paginateListSubscriptionsByTopic,
  type SNSClient,
  type Subscription as SnsSubscription,
} from '@aws-sdk/client-sns';
import type { Subscription } from './contact-state.ts';

/**
 * The subscriptions of a topic; none where there is no topic. SNS puts a word in place of the ARN of what is not confirmed
 * ("ListSubscriptionsByTopic": `PendingConfirmation`) or was ended (`Deleted`). A mail subscription that got more than 10
 * messages a second is pending again (AWS re:Post, "Why did I get an email from AWS that states that my Amazon SNS
 * subscription was manually deactivated?").
 */
export const readSubscriptions = async (
  client: SNSClient,
  TopicArn: string,
): Promise<readonly Subscription[]> => {
  const found: Subscription[] = [];
  try {
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn })) {
      for (const each of Subscriptions) found.push(await subscriptionOf(client, each));
    }
  } catch (error) {
    if (error instanceof NotFoundException) return found;
    throw error;
  }
  return found;
};

const subscriptionOf = async (client: SNSClient, given: SnsSubscription): Promise<Subscription> => {
  const { Protocol: protocol = '', Endpoint: endpoint = '', SubscriptionArn: arn = '' } = given;
  if (arn === 'Deleted') return { protocol, endpoint, state: 'deleted' };
  if (!arn.startsWith('arn:')) return { protocol, endpoint, state: 'pending' };
  if (protocol !== 'email' && protocol !== 'https') return { protocol, endpoint, arn, state: 'confirmed' };
  const attributes = await attributesOf(client, arn);
  if (attributes?.['PendingConfirmation'] === 'true') return { protocol, endpoint, arn, state: 'pending' };
  const authenticated = attributes?.['ConfirmationWasAuthenticated'];
  return {
    protocol,
    endpoint,
    arn,
    state: 'confirmed',
    guarded: authenticated === undefined ? undefined : authenticated === 'true',
  };
};

/** `undefined` where it was ended since it was listed, or may not be asked: the report says that it is not known. */
const attributesOf = async (client: SNSClient, SubscriptionArn: string) => {
  try {
    const { Attributes } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    return Attributes;
  } catch (error) {
    if (error instanceof Error && ['NotFoundException', 'AuthorizationErrorException'].includes(error.name)) {
      return undefined;
    }
    throw error;
  }
};
