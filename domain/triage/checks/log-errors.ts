import { cleanLine } from '../../kernel/clean-text.ts';
import type { Check } from '../check.ts';
import type { LogFacts } from '../facts/log-lines.ts';
import type { Interpretation } from '../finding.ts';

/** Lines looked at of one log group. */
export const LINES = 20;
const MOST_CHARACTERS = 200;

/** The adapter takes secrets out; this shortens. */
export const logErrors: Check<'log-errors'> = {
  scenarios: ['outage', 'database', 'auto-scaling', 'generic'],
  tells: 'what the service itself says is wrong',
  subjectsOf: ({ estate }) => estate.logGroups,
  interpret: (facts) => interpret(facts),
};

const interpret = ({ name, lines, hasMore }: LogFacts): Interpretation => {
  const texts = lines.slice(0, 5).map(({ text }) => cleanLine(text).slice(0, MOST_CHARACTERS).toWellFormed());
  const [first] = texts;
  const evidence = { lines: lines.length, hasMore, texts };
  if (first === undefined)
    return {
      state: 'healthy',
      reason: 'no-errors-logged',
      text: `${name}: no errors around onset`,
      evidence,
    };
  const count = hasMore ? `more than ${lines.length}` : String(lines.length);
  return {
    state: 'degraded',
    reason: 'errors-logged',
    text: `${name}: ${count} errors, such as "${first}"`,
    evidence,
  };
};
