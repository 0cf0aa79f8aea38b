import type { AudienceContacts, Contact } from '../../config/schema/contact.ts';

/** What SNS says of one subscription of a topic. */
export interface Subscription {
  readonly protocol: string;
  readonly endpoint: string;
  /** Absent while it waits for its confirmation. */
  readonly arn?: string;
  readonly state: 'confirmed' | 'pending' | 'deleted';
  /** Whether ending it needs AWS credentials; `undefined`: SNS did not say. Mail and web addresses only. */
  readonly guarded?: boolean | undefined;
}

/** What stands between the account and a phone. Absent members could not be asked. */
export interface SmsAccount {
  /** In the sandbox only these numbers are reached. */
  readonly sandbox?: { readonly verified: readonly string[] } | 'left';
  /** USD a month. */
  readonly monthlyLimitUsd?: number;
  readonly optedOut: readonly string[];
  /** Calls that failed, each with the name of its error. */
  readonly unknown: readonly string[];
}

/** Why a contact is reached or not. */
export type Reach =
  | 'confirmed'
  | 'pending'
  | 'deleted'
  | 'not-subscribed'
  | 'opted-out'
  | 'sandbox'
  | 'no-spending';

export interface ContactState {
  readonly contact: Contact;
  readonly reach: Reach;
  readonly guarded?: boolean | undefined;
}

export interface AudienceState {
  readonly audience: string;
  readonly contacts: readonly ContactState[];
  /** Subscribed, and no contact of tocsin.yml: they receive pages all the same. */
  readonly strangers: readonly Subscription[];
}

/** Mail addresses are compared without regard to case, as mail servers do. */
const keyOf = ({ protocol, endpoint }: Pick<Subscription, 'protocol' | 'endpoint'>): string =>
  `${protocol} ${protocol === 'email' ? endpoint.toLowerCase() : endpoint}`;

const reachOfPhone = (number: string, account: SmsAccount | undefined): Reach => {
  if (account?.optedOut.includes(number)) return 'opted-out';
  const { sandbox } = account ?? {};
  if (typeof sandbox === 'object' && !sandbox.verified.includes(number)) return 'sandbox';
  return account?.monthlyLimitUsd === 0 ? 'no-spending' : 'confirmed';
};

const stateOf = (
  contact: Contact,
  subscriptions: readonly Subscription[],
  account: SmsAccount | undefined,
): ContactState => {
  const own = subscriptions.filter((each) => keyOf(each) === keyOf(contact));
  // One that was deleted is listed for a while beside the one that took its place.
  const best =
    own.find(({ state }) => state === 'confirmed') ?? own.find(({ state }) => state === 'pending') ?? own[0];
  if (best === undefined) return { contact, reach: 'not-subscribed' };
  if (best.state !== 'confirmed') return { contact, reach: best.state };
  if (contact.protocol === 'sms') return { contact, reach: reachOfPhone(contact.endpoint, account) };
  return { contact, reach: 'confirmed', guarded: best.guarded };
};

/** Sets what tocsin.yml says beside what SNS says, audience by audience. */
export const audienceStates = (
  audiences: AudienceContacts,
  subscriptions: ReadonlyMap<string, readonly Subscription[]>,
  account: SmsAccount | undefined,
): readonly AudienceState[] =>
  Object.entries(audiences).map(([audience, contacts]) => {
    const found = subscriptions.get(audience) ?? [];
    const known = new Set(contacts.map(keyOf));
    return {
      audience,
      contacts: contacts.map((contact) => stateOf(contact, found, account)),
      strangers: found.filter((each) => each.state !== 'deleted' && !known.has(keyOf(each))),
    };
  });
