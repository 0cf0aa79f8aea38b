import type { TestPage } from '../../domain/notice/test-page.ts';
import { type AudiencesInUse, unreached, WATCH } from './audiences-in-use.ts';
import type { AudienceState, ContactState, Reach, SmsAccount } from './contact-state.ts';
import { masked } from './mask.ts';
import { testLine } from './test-pages.ts';

const words: Readonly<Record<Reach, string>> = {
  confirmed: 'confirmed',
  pending: 'PENDING: receives nothing until it is confirmed',
  deleted: 'DELETED: somebody ended the subscription',
  'not-subscribed':
    'NOT SUBSCRIBED: SNS dropped it unconfirmed after 48 hours, somebody ended it, or it was never deployed',
  'opted-out': 'OPTED OUT: the phone answered STOP, and AWS sends it nothing',
  sandbox: 'NOT REACHED: the account is in the SMS sandbox, and this number is not among its verified ones',
  'no-spending': "NOT REACHED: the account's SMS spending limit is 0",
};

const unguarded = '; whoever holds a message can end it by its link (not confirmed with --confirm)';

/** One line of a contact, with the address masked (I10). */
const contactLine = ({ contact, reach, guarded }: ContactState): string => {
  const { kinds, severities } = contact;
  const only = [...(kinds ?? []), ...(severities ?? [])].join(', ');
  const narrowed = only === '' ? '' : ` [only ${only}]`;
  return `  ${masked(contact)}${narrowed}: ${words[reach]}${guarded === false ? unguarded : ''}`;
};

const audienceLines = (
  state: AudienceState,
  inUse: AudiencesInUse,
  tested: readonly TestPage[],
): readonly string[] => {
  const { audience, contacts, strangers } = state;
  const used = inUse.paged.has(audience) || inUse.told.has(audience);
  if (contacts.length === 0 && strangers.length === 0 && !used) return [];
  return [
    `${audience}${used ? '' : ' (not in use)'}${contacts.length === 0 ? ': no contact in tocsin.yml' : ''}`,
    ...contacts.map(contactLine),
    ...(contacts.length === 0 || audience === WATCH
      ? []
      : [testLine(tested.find((page) => page.audience === audience))]),
    ...strangers.map(
      ({ protocol, arn }) =>
        `  a subscription (${protocol}) that tocsin.yml does not name: ${arn ?? 'not confirmed yet'}`,
    ),
  ];
};

/** What the account lets text messages do; nothing where nobody is reached by SMS. */
const accountLines = (account: SmsAccount | undefined): readonly string[] => {
  if (account === undefined) return [];
  const { sandbox, monthlyLimitUsd, unknown } = account;
  return [
    'text messages of this account and region',
    ...(typeof sandbox === 'object'
      ? ['  in the sandbox: only verified numbers are reached. Ask AWS to move the account out of it']
      : sandbox === 'left'
        ? ['  out of the sandbox']
        : []),
    ...(monthlyLimitUsd === undefined
      ? []
      : [`  at most ${monthlyLimitUsd} USD a month; then SNS stops without an error`]),
    ...unknown.map((call) => `  not known: ${call} was refused`),
  ];
};

/** The whole report, and the audiences in use that reach nobody. */
export const reportOf = (
  states: readonly AudienceState[],
  inUse: AudiencesInUse,
  account: SmsAccount | undefined,
  tested: readonly TestPage[],
): { readonly lines: readonly string[]; readonly unreached: readonly string[] } => {
  const deaf = unreached(states, inUse);
  return {
    lines: [
      ...states.flatMap((state) => audienceLines(state, inUse, tested)),
      ...accountLines(account),
      '',
      ...(deaf.length === 0
        ? ['Every audience in use that has contacts reaches somebody.']
        : deaf.map((audience) => `REACHES NOBODY: ${audience}`)),
    ],
    unreached: deaf,
  };
};
