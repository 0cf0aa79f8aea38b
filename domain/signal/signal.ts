import type { SignalKind } from '../kernel/signal-kind.ts';

export type SignalState = 'ALARM' | 'INSUFFICIENT_DATA' | 'OK';

/** A metric that an alarm watches. `dimensions` may be empty. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly stat?: string;
  /** The alarm's own, as CloudWatch names it; absent where the alarm leaves it open. */
  readonly unit?: string;
  readonly periodS?: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What is known of a signal. The same alarm over SNS and EventBridge has the same id. */
export interface Signal {
  /** Stable over all its transitions: alarm ARN, `<alarm ARN>#<contributor id>`, finding ARN, health event ARN … */
  readonly id: string;
  readonly kind: SignalKind;
  /** What people call it: the alarm's name, the finding's title. Any script, at most 256 characters. */
  readonly name: string;
  readonly description?: string;
  readonly account: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly metrics: readonly Metric[];
  /** Metric math or Metrics Insights expressions of the alarm. */
  readonly expressions: readonly string[];
  /** Composite alarms only. */
  readonly alarmRule?: string;
  /** ARNs or ids of what it is about. */
  readonly resources: readonly string[];
  /** Facts of its kind, e.g. finding type and severity, `eventTypeCategory`, `statusMessage`. Short values. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** One change of state of one signal. */
export interface Transition {
  readonly signal: Signal;
  readonly state: SignalState;
  /** The state before this change, where the event says so. */
  readonly previousState?: SignalState;
  /** `state.timestamp`, epoch milliseconds: transitions are ordered by it, never by arrival. */
  readonly atMs: number;
  /** The newest value that breached, and what it was compared with, where the event says so. */
  readonly value?: number;
  /** Of a band, the bound that the value is beyond. */
  readonly threshold?: number;
  readonly comparison?: 'greater' | 'greater-or-equal' | 'less' | 'less-or-equal' | 'outside-band';
  /** Data is missing that the alarm treats as breaching, or that it needs to decide at all. */
  readonly missingData?: true;
  /** First breaching data point, epoch ms, where known: the onset clock (docs/requirements.md, Clocks). */
  readonly onsetAtMs?: number;
  readonly reason?: string;
  /** Composite suppression: `actionsSuppressedBy`. The alarm is in ALARM, its actions are not run. */
  readonly suppressedBy?: string;
  /** Alarm mute rule: pages wait until the window ends. */
  readonly muted?: { readonly by: string; readonly untilMs: number };
  /** The alarm was deleted and never returns to OK by itself. */
  readonly deleted?: true;
}
