import type { Configuration } from '../../domain/kernel/configuration.ts';
import { matches } from '../../domain/signal/match.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import type { Parsed } from '../../events/intake/parse-intake.ts';

const isClaimed = ({ signal }: Transition, { rules }: Configuration): boolean =>
  rules.some((rule) => matches(rule.match, signal));

/** A message that intake does not know is taken in as a notification where a rule of the team matches it. */
export const claimedByRules = (parsed: Parsed, configuration: Configuration): Parsed => {
  if (parsed.undecided.length === 0) return parsed;
  const transitions = [...parsed.transitions];
  const undecided = parsed.undecided.filter(({ notification }) => {
    if (notification === undefined || !isClaimed(notification, configuration)) return true;
    transitions.push(notification);
    return false;
  });
  return { ...parsed, transitions, undecided };
};
