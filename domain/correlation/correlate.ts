import type { Configuration } from '../kernel/configuration.ts';
import { own } from '../kernel/own.ts';
import { serviceText } from '../kernel/service-text.ts';
import type { Classification, Correlation } from '../signal/classification.ts';
import { failingPartOf } from '../signal/component.ts';
import { serviceOfMadeAlarm } from '../signal/made-alarm.ts';
import { matches } from '../signal/match.ts';
import type { Metric, Signal, Transition } from '../signal/signal.ts';
import { keyOf } from './correlation-key.ts';

/** The listed service that the stack made the alarm for. */
const madeFor = (
  { name }: Signal,
  { services, ownAlarmPrefix }: Pick<Configuration, 'services' | 'ownAlarmPrefix'>,
): string | undefined => {
  const made = serviceText(serviceOfMadeAlarm(name, ownAlarmPrefix) ?? '');
  return services.find((service) => service.name === made)?.name;
};

/**
 * The service that the team names: by its rules, then as the one whose alarm the stack made, then by its services, then
 * by the alarm's tag.
 */
export const namedService = (signal: Signal, configuration: Configuration): string | undefined => {
  const { rules, services, tags } = configuration;
  const byRule = rules.find((rule) => rule.service !== undefined && matches(rule.match, signal))?.service;
  const byService = services.find((service) => service.match.some((match) => matches(match, signal)))?.name;
  const byTag = own(signal.tags, tags.service);
  return [byRule, madeFor(signal, configuration), byService, byTag]
    .map((name) => serviceText(name ?? ''))
    .find((name) => name !== '');
};

const ALARM_IN_ARN = ':alarm:';

/** A contributor is one series of an alarm. Its id holds the alarm's name, followed by its own. */
const alarmName = ({ id, kind, name }: Signal): string => {
  const begin = id.indexOf(ALARM_IN_ARN) + ALARM_IN_ARN.length;
  const parent = id.slice(begin, Math.max(begin, id.lastIndexOf('#')));
  return kind === 'contributor' && id.includes(ALARM_IN_ARN) && parent !== '' ? parent : name;
};

/**
 * A contributor as its alarm: without the dimensions that tell the series apart. One alarm is one service and one
 * failing part, whichever of its series stand.
 */
const asItsAlarm = (signal: Signal): Signal => {
  if (signal.kind !== 'contributor') return signal;
  const isOfSeries = (name: string) => Object.hasOwn(signal.facts, `${ATTRIBUTE}${name}`);
  const metrics = signal.metrics.map((metric) => ({
    ...metric,
    dimensions: Object.fromEntries(Object.entries(metric.dimensions).filter(([name]) => !isOfSeries(name))),
  }));
  return { ...signal, metrics };
};

/** Begins the facts of a contributor that say which series it is. */
const ATTRIBUTE = 'attribute.';

/** Begins the component of a composite alarm. It sums up other alarms and never counts beside them. */
const COMPOSITE = 'composite alarm ';

/**
 * Whether a component counts towards "Several components failing at once" (docs/requirements.md, "Whom the triggers
 * page"): a composite alarm stands for the alarms below it, which count themselves.
 */
export const countsAsComponent = (component: string): boolean => !component.startsWith(COMPOSITE);

const place = ({ account, region }: Signal): string => {
  const known = [region, account].filter((part) => part !== '');
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
};

/**
 * What fails: the resource, whichever metric reports it; else the metrics' namespace and dimensions; else the alarm.
 * Region and account are part of it, since a team may use one name in several.
 */
const componentOf = (signal: Signal): string => {
  if (signal.alarmRule !== undefined) return serviceText(`${COMPOSITE}${signal.name}${place(signal)}`);
  const resource = failingPartOf(signal);
  if (resource !== undefined) return serviceText(`${resource.type} ${resource.name}${place(signal)}`);
  const [first = `alarm ${alarmName(signal)}`] = signal.metrics.map(metricText).sort();
  return serviceText(`${first}${place(signal)}`);
};

const metricText = ({ namespace, dimensions }: Metric): string => {
  const named = Object.entries(dimensions).map(([name, value]) => `${name}=${value}`);
  return [namespace, ...named.sort()].join(' ');
};

/**
 * Which incident a signal belongs to, as far as it says so itself. Its service is the one that the team names, else the
 * failing resource, else the alarm itself; a series belongs where its alarm does. Security never joins availability. The same signal always gives the same key.
 */
export const correlate = (
  { signal }: Transition,
  { scenario }: Classification,
  configuration: Configuration,
): Correlation => {
  const alarm = asItsAlarm(signal);
  const resource = alarm.alarmRule === undefined ? failingPartOf(alarm) : undefined;
  const service =
    namedService(signal, configuration) ??
    [resource?.name ?? '', alarmName(signal), signal.id].map(serviceText).find((name) => name !== '') ??
    'unnamed';
  return { service, key: keyOf(service, scenario), component: componentOf(alarm) };
};
