import type { JsonObject } from '../kernel/json.ts';

/** What the host makes work, read out of the packaged template. Names are physical names, ARNs local ones. */
export interface Stack {
  readonly tables: readonly TableSpec[];
  readonly queues: readonly QueueSpec[];
  readonly topics: readonly TopicSpec[];
  readonly subscriptions: readonly SubscriptionSpec[];
  /** Names of event buses; `default` is always there. */
  readonly buses: readonly string[];
  readonly rules: readonly RuleSpec[];
  readonly functions: readonly FunctionSpec[];
  readonly eventSources: readonly EventSourceSpec[];
  readonly routes: readonly RouteSpec[];
  readonly inert: readonly { readonly id: string; readonly type: string; readonly why: string }[];
}

export interface TableSpec {
  readonly name: string;
  /** Attribute definitions, key schema, indexes and billing, in the shape of CreateTable. */
  readonly definition: JsonObject;
}

export interface QueueSpec {
  readonly name: string;
  readonly arn: string;
  readonly visibilityTimeoutS: number;
  /** Attributes in the shape of SetQueueAttributes; complete, so that one taken out of the template is reset. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface TopicSpec {
  readonly name: string;
  readonly arn: string;
}

export interface SubscriptionSpec {
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface RuleSpec {
  readonly name: string;
  readonly bus: string;
  readonly enabled: boolean;
  readonly pattern?: JsonObject;
  /** Milliseconds between the runs of a schedule. */
  readonly everyMs?: number;
  readonly targets: readonly TargetSpec[];
}

/** Where a rule sends: a queue's or a function's ARN. `input` replaces the event. */
export interface TargetSpec {
  readonly id: string;
  readonly arn: string;
  readonly input?: string;
}

export interface FunctionSpec {
  readonly name: string;
  readonly arn: string;
  /** As in the template: `functions/ingest-alarm.handler`. */
  readonly handler: string;
  /** File name of the zip in the package folder. */
  readonly zip: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly reservedConcurrency?: number;
  /** Whether it is invoked however often in one chain of requests. */
  readonly mayLoop: boolean;
}

export interface EventSourceSpec {
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowS: number;
  readonly partialFailures: boolean;
  readonly maximumConcurrency: number;
}

export interface RouteSpec {
  /** `ANY` or a method; `$default` takes what no other route takes. */
  readonly method: string;
  /** Path with `{name}` and `{name+}`; empty for `$default`. */
  readonly path: string;
  readonly functionName: string;
  readonly timeoutMs: number;
}
