/** Where a signal comes from. Only alarms and contributors say by themselves that they are over. */
export type SignalKind =
  | 'alarm' // CloudWatch metric or composite alarm
  | 'contributor' // one series of a multi-series CloudWatch alarm
  | 'finding' // GuardDuty or Security Hub
  | 'health' // AWS Health
  | 'scaling' // Auto Scaling launch or terminate unsuccessful
  | 'database-event' // RDS instance or cluster event
  | 'container-service' // ECS deployment failed, service action
  | 'deployment' // CodePipeline, CodeDeploy
  | 'certificate' // ACM
  | 'declaration'; // a person, over the API

export type SignalState = 'ALARM' | 'INSUFFICIENT_DATA' | 'OK';

/** A metric that an alarm watches. `dimensions` may be empty. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly stat?: string;
  readonly periodS?: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What is known of a signal, whichever way it came; the same alarm over SNS and EventBridge has the same id. */
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
  /** `state.timestamp`, epoch milliseconds: transitions are ordered by it, never by arrival. */
  readonly atMs: number;
  /** The last value that was compared, and what it was compared with, where the event says so. */
  readonly value?: number;
  readonly threshold?: number;
  readonly comparison?: 'greater' | 'greater-or-equal' | 'less' | 'less-or-equal' | 'outside-band';
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

/**
 * A transition's place among those of its signal, comparable as text: (time, ALARM > INSUFFICIENT_DATA > OK, unsuppressed
 * > suppressed, unmuted > muted). No event ids, so copies over SNS and EventBridge compare equal. docs/architecture.md, Order (I6).
 */
export type Order = string;

const stateRank = { OK: 0, INSUFFICIENT_DATA: 4, ALARM: 8 } as const;
const DELETED_RANK = 99;

export const orderOf = (t: Transition): Order => {
  const loudness = (t.suppressedBy === undefined ? 2 : 0) + (t.muted === undefined ? 1 : 0);
  const rank = t.deleted ? DELETED_RANK : stateRank[t.state] + loudness;
  return `${String(Math.max(0, Math.trunc(t.atMs))).padStart(15, '0')}.${String(rank).padStart(2, '0')}`;
};

/** A signal record's order: that of its transition, later with each move, so that a signal can come back where it was. */
export const recordOrder = (order: Order, moves = 0): Order =>
  moves === 0 ? order : `${order}~${String(moves).padStart(4, '0')}`;

const isLater = (a: Order, b: Order): boolean => a > b;

/** Orders are text: the later of two. */
export const laterOrder = (a: Order, b: Order): Order => (isLater(a, b) ? a : b);

/** The transition's own order out of a record's. */
export const transitionOrder = (order: Order): Order => order.split('~')[0] ?? order;

/** The alarm that a contributor belongs to: its id is `<alarm ARN>#<contributor id>`. */
export const parentOf = ({ signalId, kind }: Pick<SignalRecord, 'signalId' | 'kind'>): string | undefined =>
  kind === 'contributor' ? signalId.slice(0, signalId.lastIndexOf('#')) : undefined;

/** Epoch milliseconds out of an order. */
export const timeOfOrder = (order: Order): number => Number(order.slice(0, 15));

/** Kinds that never say OK: they end by expiry (configuration `expiry`) or by a person. */
export const clearsByItself = (kind: SignalKind): boolean => kind === 'alarm' || kind === 'contributor';

/** One signal's latest state in one incident: item `INC#<id>` / `SIGNAL#<signal id>`. */
export interface SignalRecord {
  readonly signalId: string;
  readonly order: Order;
  readonly active: boolean;
  /** Literal reason of the last change: `in-alarm`, `ok`, `suppressed`, `muted`, `deleted`, `expired`, `ended-by-person`, `moved`. */
  readonly reason: string;
  readonly kind: SignalKind;
  readonly name: string;
  readonly state: SignalState;
  /** The component it speaks of (a database, a load balancer), for "several components at once". */
  readonly component: string;
  /** Epoch ms, only while active. */
  readonly activeSinceMs?: number;
  /** Epoch ms at which a source that never says OK is taken to be over. */
  readonly expiresAtMs?: number;
  /** What the walk needs to raise it anew when a person resolved while it still stood. */
  readonly transition: Transition;
}

/** The last transition seen of a signal, across incidents: item `ALARM#<signal id>` / `LATEST`. */
export interface AlarmItem {
  readonly signalId: string;
  readonly order: Order;
  readonly active: boolean;
  /** Whole, so that whoever finds it newer than his own can hand it to the walk again. */
  readonly transition: Transition;
  /** The incident it belongs to; its key and generation, so that no classification is needed to follow it. */
  readonly key?: string;
  readonly generation?: number;
  /** The transition that brought it to that incident: until its decision is made, this is a new alarm there. */
  readonly joined?: Order;
  /** When it was brought there: the time of the mitigation that it met, which it takes back. Epoch ms. */
  readonly metMitigationAtMs?: number;
  /** How often this one transition has moved to an incident of another key: a changed configuration does that. */
  readonly moves?: number;
  /** The incident of another key that it came from: what it still shows there is over. */
  readonly from?: { readonly key: string; readonly generation: number };
  /** While muted, and until it is shown: when the window ends; the last transition is raised then. Epoch ms. */
  readonly mutedUntilMs?: number;
}
