import { convert, type Unit } from '../../kernel/unit.ts';
import { above, type Level, onlyMissing } from './level.ts';
import { type BuiltInRule, graded } from './rule.ts';
import { isAlarm, measures, quantityNamed, type View } from './view.ts';

const phrases = ['response time', 'slow response', 'slow responses', 'latency'];

const unitWords: readonly (readonly [Unit, readonly string[]])[] = [
  ['Milliseconds', ['ms', 'msec', 'millis', 'milliseconds']],
  ['Microseconds', ['us', 'usec', 'micros', 'microseconds']],
  ['Seconds', ['sec', 'secs', 'seconds']],
];

/** The unit that a metric or alarm outside the table names itself by: `CheckoutLatencyMs`. */
const unitInName = (view: View): Unit | undefined =>
  unitWords.find(([, words]) => quantityNamed(view, words) !== undefined)?.[0];

/**
 * The response time against the documented 5 seconds. Its unit is the alarm's own, else the documented one, else the
 * one in its name; it is never taken from how large the numbers are, so that without a unit no limit is passed.
 * Undefined where the alarm is not about response time.
 */
const responseLevel = (view: View): Level | undefined => {
  const { transition, measured } = view;
  if (!isAlarm(view) || (!measures(view, 'response-time') && quantityNamed(view, phrases) === undefined))
    return undefined;
  const scale = convert(measured?.unit ?? unitInName(view), 's');
  const level = above(transition, { limit: 5, unit: 's', scale: scale ?? ((value) => value) });
  if (level === undefined || scale !== undefined || onlyMissing(transition)) return level;
  return {
    passed: false,
    text:
      transition.value === undefined ? 'its unit is not known' : `${transition.value}, its unit is not known`,
  };
};

const databaseWords = ['database', 'db', 'rds', 'aurora', 'sql', 'query', 'mysql', 'postgres', 'postgresql'];

/**
 * "Response time: > 5 seconds": SEV2. Emergency Response Procedures, "Alert Thresholds". With database signals in its
 * name it is scenario 2 ("Slow response times"), else no scenario claims it (docs/requirements.md, Severity).
 */
const responseTimeAboveThreshold: BuiltInRule = {
  name: 'response-time-above-threshold',
  judge: (view) => {
    const level = responseLevel(view);
    const ofDatabase = quantityNamed(view, databaseWords) !== undefined;
    return graded(view, level, 'SEV2', ofDatabase ? 'database' : 'generic', 'response time');
  },
};

export const responseTimeRules: readonly BuiltInRule[] = [responseTimeAboveThreshold];
