import { ConfirmSubscriptionCommand, type SNSClient } from '@aws-sdk/client-sns';
import { ToolError } from '../tool-error.ts';

/** What a confirmation link says. */
interface Confirmation {
  readonly topicArn: string;
  readonly token: string;
}

/**
 * Reads the link of SNS's mail (`…/confirmation.html?TopicArn=…&Token=…`) or the `SubscribeURL` of a web address
 * (`…/?Action=ConfirmSubscription&TopicArn=…&Token=…`). Errors never repeat the token.
 * @throws ToolError
 */
export const confirmationOf = (link: string, topicArnPrefix: string): Confirmation => {
  const query = URL.canParse(link) ? new URL(link).searchParams : undefined;
  const topicArn = query?.get('TopicArn') ?? '';
  const token = query?.get('Token') ?? '';
  if (topicArn === '' || token === '') {
    throw new ToolError('--confirm: this is not a confirmation link of SNS: copy the whole link, in quotes');
  }
  if (!topicArn.startsWith(topicArnPrefix)) {
    throw new ToolError(
      `--confirm: the link is for ${topicArn}, no topic of this stage: give --stage and --region of that topic`,
    );
  }
  return { topicArn, token };
};

/**
 * Confirms with our signature, so that nobody ends the subscription by the link under a message: SNS,
 * "ConfirmSubscription", `AuthenticateOnUnsubscribe`.
 * @throws ToolError where SNS does not take the token
 */
export const confirm = async (client: SNSClient, { topicArn, token }: Confirmation): Promise<void> => {
  const wanted = { TopicArn: topicArn, Token: token, AuthenticateOnUnsubscribe: 'true' };
  try {
    await client.send(new ConfirmSubscriptionCommand(wanted));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'InvalidParameterException') throw error;
    throw new ToolError(
      '--confirm: SNS does not take this link (used already, or older than 48 hours): send another with --resend',
    );
  }
};
