import type { Transition } from '../../domain/signal/signal.ts';
import { parseArn } from './arn.ts';
import { line } from './bounds.ts';
import { type IntakeContext, ignored, type Reading, undecided } from './reading.ts';
import { placeOfTopic, type SnsOrigin } from './sns-origin.ts';

/**
 * The account of emulators, which AWS gives to nobody. What is sent to a topic there was recorded elsewhere, so every
 * account may speak unless `accounts` lists some, and regions are not compared.
 */
const EMULATED = '000000000000';

/** Account and region that a message names beside those of its signal. */
interface Claim {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/**
 * What an event or alarm says of its sender. The signal of an event may be of another region, or of a member account whose
 * findings are gathered; the event itself comes from where its rule is.
 */
const claimOf = (message: Readonly<Record<string, unknown>>): Claim => ({
  account: textOf(message['account']) ?? textOf(message['AWSAccountId']),
  region: 'detail-type' in message ? textOf(message['region']) : undefined,
});

const accountsOf = ({ signal }: Transition, claim: Claim): readonly string[] =>
  [signal.account, parseArn(signal.id)?.accountId, claim.account].filter(
    (account) => account !== undefined && account !== '',
  ) as readonly string[];

/** Why a message of this place may not come by this topic; undefined where it may. */
const objectionTo = (
  transition: Transition,
  claim: Claim,
  origin: SnsOrigin,
  { accounts }: IntakeContext,
): string | undefined => {
  const topic = placeOfTopic(origin);
  if (topic.account === undefined) return undefined;
  const isEmulated = topic.account === EMULATED;
  const named = accountsOf(transition, claim);
  const isAnybodyHeard = isEmulated && accounts.length === 0;
  const stranger = named.find((account) => account !== topic.account && !accounts.includes(account));
  if (stranger !== undefined && !isAnybodyHeard)
    return `account ${line(stranger, 32)} may not send to this topic: list it under accounts in tocsin.yml if it is yours.`;
  const region = claim.region ?? transition.signal.region;
  if (!isEmulated && region !== '' && region !== topic.region)
    return `region ${line(region, 32)} is not the topic's (${topic.region ?? 'none'}): AWS services send to topics of their own region.`;
  return undefined;
};

/**
 * Anybody who may publish to a topic can write any account into a message, so what comes over SNS has to fit the topic:
 * its account or a listed one, and its region. What does not fit and stands is paged raw; what ends something ends
 * nothing. Messages that did not come over a topic that is known are EventBridge's, whose accounts AWS itself writes.
 */
const heard = (reading: Reading, claim: Claim, origin: SnsOrigin, context: IntakeContext): Reading => {
  if (reading.kind !== 'transition') return reading;
  const { transition } = reading;
  const objection = objectionTo(transition, claim, origin, context);
  if (objection === undefined) return reading;
  const { state, deleted, muted, suppressedBy } = transition;
  const raisesNothing =
    state !== 'ALARM' || deleted === true || muted !== undefined || suppressedBy !== undefined;
  return raisesNothing
    ? ignored('foreign-account', `${transition.signal.name}: ${objection}`)
    : undecided('foreign-account', objection, 'account');
};

/** What of the readings of a message is heard; undefined where there are none. */
export const heardFrom = (
  readings: readonly Reading[] | undefined,
  message: Readonly<Record<string, unknown>>,
  origin: SnsOrigin,
  context: IntakeContext,
): readonly Reading[] | undefined =>
  readings?.map((reading) => heard(reading, claimOf(message), origin, context));
