import type { Configuration } from '../../domain/kernel/configuration.ts';
import { matches } from '../../domain/signal/match.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import type { Parsed } from '../../events/intake/parse-intake.ts';

const isClaimed = (notification: Transition | undefined, { rules }: Configuration): boolean =>
  notification !== undefined && rules.some((rule) => matches(rule.match, notification.signal));

/** A message that intake does not know is taken in as a notification where a rule of the team matches it. */
export const claimedByRules = (parsed: Parsed, configuration: Configuration): Parsed => {
  const claimed = parsed.undecided.flatMap(({ notification }) =>
    notification !== undefined && isClaimed(notification, configuration) ? [notification] : [],
  );
  return {
    ...parsed,
    transitions: [...parsed.transitions, ...claimed],
    undecided: parsed.undecided.filter(({ notification }) => !isClaimed(notification, configuration)),
  };
};
