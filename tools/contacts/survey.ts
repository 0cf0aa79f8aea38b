import type { SNSClient } from '@aws-sdk/client-sns';
import type { AudienceContacts } from '../../config/schema/contact.ts';
import { FALLBACK } from '../../domain/kernel/audiences.ts';
import { WATCH } from './audiences-in-use.ts';
import { type AudienceState, audienceStates, type SmsAccount, type Subscription } from './contact-state.ts';
import { readSmsAccount } from './read-sms-account.ts';
import { readSubscriptions } from './read-subscriptions.ts';

/** What SNS says of every contact. */
export interface Survey {
  readonly states: readonly AudienceState[];
  /** Absent where nobody is reached by SMS: then nothing about it is asked. */
  readonly account: SmsAccount | undefined;
}

/** Asks SNS about every audience, and about `watch`, which has the contacts of `fallback`, unfiltered. */
export const surveyContacts = async (
  client: SNSClient,
  topicArnPrefix: string,
  audiences: AudienceContacts,
): Promise<Survey> => {
  const watched = (audiences[FALLBACK] ?? []).map(({ protocol, endpoint }) => ({ protocol, endpoint }));
  const all: AudienceContacts = { ...audiences, [WATCH]: watched };
  const subscriptions = new Map<string, readonly Subscription[]>();
  for (const audience of Object.keys(all)) {
    subscriptions.set(audience, await readSubscriptions(client, `${topicArnPrefix}${audience}`));
  }
  const numbers = Object.values(all)
    .flat()
    .flatMap(({ protocol, endpoint }) => (protocol === 'sms' ? [endpoint] : []));
  const account = numbers.length === 0 ? undefined : await readSmsAccount(client, numbers);
  return { states: audienceStates(all, subscriptions, account), account };
};
