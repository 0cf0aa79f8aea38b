import { parseArn } from './arn.ts';

/** What an SNS envelope says about the message in it; empty with raw message delivery. */
export interface SnsOrigin {
  readonly topicArn?: string | undefined;
  readonly subject?: string | undefined;
  readonly sentAt?: string | undefined;
}

/** Account and region of the topic, where they are known. */
export const placeOfTopic = ({
  topicArn,
}: SnsOrigin): { readonly account: string | undefined; readonly region: string | undefined } => {
  const arn = parseArn(topicArn);
  return { account: arn?.accountId || undefined, region: arn?.region || undefined };
};
