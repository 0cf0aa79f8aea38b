import { defaults } from '../../../config/schema/defaults.ts';
import { classify } from '../../../domain/classification/classify.ts';
import type { Configuration } from '../../../domain/kernel/configuration.ts';
import type { Classification } from '../../../domain/signal/classification.ts';
import type { Metric, Signal, Transition } from '../../../domain/signal/signal.ts';

type Numbers = Pick<Transition, 'value' | 'threshold' | 'comparison' | 'missingData'>;

/** A metric as alarms tell it: `AWS/RDS CPUUtilization` and its dimensions. */
export const metric = (
  name: string,
  dimensions: Readonly<Record<string, string>> = {},
  stat?: string,
): Metric => {
  const at = name.indexOf(' ');
  return {
    namespace: name.slice(0, at),
    name: name.slice(at + 1),
    dimensions,
    ...(stat === undefined ? {} : { stat }),
  };
};

/** A signal in ALARM with what the test is about, and nothing else. */
export const raised = (signal: Partial<Signal>, numbers: Numbers = {}): Transition => ({
  signal: {
    id: `arn:aws:cloudwatch:eu-central-1:210987654321:alarm:${signal.name ?? 'nameless'}`,
    kind: 'alarm',
    name: 'nameless',
    account: '210987654321',
    region: 'eu-central-1',
    tags: {},
    metrics: [],
    expressions: [],
    resources: [],
    facts: {},
    ...signal,
  },
  state: 'ALARM',
  atMs: 1_790_000_000_000,
  ...numbers,
});

/** An alarm on one metric. */
export const alarmOn = (
  name: string,
  numbers: Numbers = {},
  dimensions: Readonly<Record<string, string>> = {},
): Transition => raised({ name: 'watch-42', metrics: [metric(name, dimensions)] }, numbers);

/** An alarm known by its name alone. */
export const alarmNamed = (name: string, numbers: Numbers = {}): Transition => raised({ name }, numbers);

/** `SEV2 outage no-healthy-target`: what was decided, short enough to compare; `ignored <rule>` else. */
export const verdictOf = (transition: Transition, configuration: Configuration = defaults): string => {
  const verdict = classify(transition, configuration);
  return 'ignore' in verdict
    ? `ignored ${verdict.rule}`
    : `${verdict.severity} ${verdict.scenario} ${verdict.rule}`;
};

export const reasonOf = (transition: Transition, configuration: Configuration = defaults): string =>
  classify(transition, configuration).reason;

/** A classification for what does not depend on one. */
export const classified = (change: Partial<Classification> = {}): Classification => ({
  severity: 'SEV3',
  scenario: 'generic',
  rule: 'unknown-alarm',
  reason: 'no rule recognises it',
  ...change,
});
