import type { Transition } from '../../domain/signal/signal.ts';
import { cut, fitTransition, MAX_REASON } from './bounds.ts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * The longest that a mute rule of CloudWatch can last: 15 days (Amazon CloudWatch User Guide, "Alarm mute rules"; AWS CDK,
 * `AlarmMuteRuleOptions`: "Minimum: 1 minute, Maximum: 15 days").
 */
export const LONGEST_MUTE_MS = 15 * DAY_MS;

/**
 * The transition without a mute window that CloudWatch cannot have made: one that ends too late would hold the page as good
 * as for ever. The alarm counts as not muted, and its reason says so.
 */
export const limitMute = (transition: Transition): Transition => {
  const { muted, ...rest } = transition;
  if (muted === undefined || muted.untilMs - transition.atMs <= LONGEST_MUTE_MS) return transition;
  const end = muted.untilMs <= 8.64e15 ? new Date(muted.untilMs).toISOString() : 'no date';
  const told = `Not muted: the mute window would end at ${end}, and CloudWatch mutes for 15 days at most.`;
  const reason = cut(rest.reason === undefined ? told : `${told} ${rest.reason}`, MAX_REASON);
  const facts = { ...rest.signal.facts, muteWindow: 'longer than 15 days, not muted' };
  return fitTransition({ ...rest, reason, signal: { ...rest.signal, facts } });
};
