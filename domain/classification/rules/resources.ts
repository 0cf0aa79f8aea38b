import { convert, shownIn } from '../../kernel/unit.ts';
import type { Meaning } from '../../signal/metrics/metric-row.ts';
import { above, below, directionOf, type Level, onlyMissing } from './level.ts';
import { type BuiltInRule, graded } from './rule.ts';
import { isAlarm, measures, quantityNamed, type View } from './view.ts';

interface Resource {
  readonly used: Meaning;
  readonly free: Meaning;
  readonly phrases: readonly string[];
  /** Percent in use that the documents allow. */
  readonly limit: number;
}

const cpu: Resource = { used: 'cpu-used', free: 'cpu-idle', phrases: ['cpu high', 'high cpu'], limit: 90 };
const memory: Resource = {
  used: 'memory-used',
  free: 'memory-free',
  phrases: ['memory high', 'high memory'],
  limit: 90,
};
const disk: Resource = {
  used: 'disk-used',
  free: 'disk-free',
  phrases: ['disk full', 'disk high', 'disk usage'],
  limit: 85,
};

/** The whole is not known, or the unit: the number is told as it is, and claims nothing. */
const withoutShare = ({ transition, measured }: View): Level => {
  if (onlyMissing(transition)) return { passed: false, text: 'data is missing' };
  const of = measured?.unit === undefined ? 'its unit is not known' : 'its total is not known';
  const { value } = transition;
  return { passed: false, text: value === undefined ? of : `${shownIn(value, measured?.unit)}, ${of}` };
};

/** How much of a resource is in use against the documented limit; undefined where the alarm does not watch it. */
const levelOf = (view: View, { used, free, phrases, limit }: Resource): Level | undefined => {
  if (!isAlarm(view)) return undefined;
  const { transition, measured } = view;
  const scale = convert(measured?.unit, '%');
  const isFree = measures(view, free);
  if (!isFree && !measures(view, used) && quantityNamed(view, phrases) === undefined) return undefined;
  if (scale === undefined) {
    const watched =
      transition.comparison !== 'outside-band' && directionOf(transition) !== (isFree ? 'high' : 'low');
    return watched ? withoutShare(view) : undefined;
  }
  return isFree
    ? below(transition, { limit: 100 - limit, unit: '%', scale })
    : above(transition, { limit, unit: '%', scale });
};

/** Whether the processor is busier than the documented 90 %; undefined where the alarm does not watch one. */
export const cpuLevel = (view: View): Level | undefined => levelOf(view, cpu);

/** The same for memory. */
export const memoryLevel = (view: View): Level | undefined => levelOf(view, memory);

/** The same for disks, 85 %. */
export const diskLevel = (view: View): Level | undefined => levelOf(view, disk);

/** "CPU utilization: > 90%": SEV3. Emergency Response Procedures, "Alert Thresholds"; docs/requirements.md, Severity. */
const cpuHigh: BuiltInRule = {
  name: 'cpu-high',
  judge: (view) => graded(view, cpuLevel(view), 'SEV3', 'generic', 'CPU'),
};

/** "Memory utilization: > 90%", from the CloudWatch agent: SEV3. The same places. */
const memoryHigh: BuiltInRule = {
  name: 'memory-high',
  judge: (view) => graded(view, memoryLevel(view), 'SEV3', 'generic', 'memory'),
};

/** "Disk utilization: > 85%", from the CloudWatch agent: SEV3. The same places. */
const diskHigh: BuiltInRule = {
  name: 'disk-high',
  judge: (view) => graded(view, diskLevel(view), 'SEV3', 'generic', 'disk'),
};

export const resourceRules: readonly BuiltInRule[] = [cpuHigh, memoryHigh, diskHigh];

/** Little in use: a low value of what is used, or a high one of what is free. */
const isIdle = (view: View): boolean => {
  const direction = directionOf(view.transition);
  if (direction === 'low') return measures(view, 'cpu-used', 'memory-used', 'disk-used', 'utilisation');
  return direction === 'high' && measures(view, 'cpu-idle', 'memory-free', 'disk-free');
};

/**
 * Low utilisation costs money and hurts nobody: SEV4. docs/requirements.md, What users' cases settled. Missing data is
 * no low value.
 */
const utilisationLow: BuiltInRule = {
  name: 'utilisation-low',
  judge: (view) => {
    const { transition, measured } = view;
    if (!isAlarm(view) || measured === undefined || onlyMissing(transition) || !isIdle(view))
      return undefined;
    const { value } = transition;
    const shown = value === undefined ? '' : ` is ${shownIn(value, measured.unit)}`;
    return {
      severity: 'SEV4',
      scenario: 'generic',
      reason: `low utilisation: ${measured.metric.name}${shown}`,
    };
  },
};

/** Before every rule that would take an idle resource for a failing one. */
export const idleRules: readonly BuiltInRule[] = [utilisationLow];
