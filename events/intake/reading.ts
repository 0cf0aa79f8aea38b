import type { Transition } from '../../domain/signal/signal.ts';

/**
 * Why an event was set aside on purpose (I1: recorded, counted, never silent). The same string stands in the record,
 * the log and the metrics.
 */
export type IgnoredReason =
  /** An alarm of this stack itself: it reaches the fallback topic without any of our functions (no loops). */
  | 'own-alarm'
  /** GuardDuty or Security Hub sample finding, made by somebody to try things out. */
  | 'sample-finding'
  /** Security Hub finding of severity INFORMATIONAL: AWS says that nothing needs doing. */
  | 'finding-informational'
  /** Security Hub control check below CRITICAL: posture to be worked off by day, no symptom of an attack. */
  | 'compliance-check'
  /** AWS Health accountNotification or scheduledChange: nothing is failing. */
  | 'health-informational'
  /** Health sends public events to a second region as well; this is that copy. */
  | 'health-backup-copy'
  /** Auto Scaling event of an activity that succeeded. */
  | 'scaling-not-unsuccessful'
  /** RDS event about backups, configuration, maintenance, or a request that failed and changed nothing. */
  | 'rds-informational'
  /** ECS deployment in progress, or service action of type INFO that ends no signal of ours. */
  | 'ecs-not-an-error'
  /** CodePipeline execution that started, stopped, was superseded or cancelled. */
  | 'pipeline-not-failed'
  /** A stage or action failed: its pipeline execution fails with an event of its own. */
  | 'covered-by-pipeline'
  /** CodeDeploy deployment that started, is ready or was stopped. */
  | 'codedeploy-not-failed'
  /** CodeDeploy event of one instance: the deployment has an event of its own. */
  | 'covered-by-deployment'
  /** An alarm was created or updated; only a deletion changes what stands. */
  | 'config-change-not-deletion'
  /** A service tells over SNS or to a destination that something went well. */
  | 'notification-of-success'
  /** A service tries out whether its notifications arrive. */
  | 'test-notification'
  /** A scan for malware that found nothing, or that could not look. */
  | 'scan-found-nothing'
  /** Over SNS, the end of a signal of an account or region that may not send to this topic: it ends nothing. */
  | 'foreign-account'
  /** SNS subscription or unsubscription confirmation: for the subscriber, not an alarm. */
  | 'sns-subscription-confirmation'
  /**
   * A known event type that reports no trouble by itself and is not in our rules
   * (events/intake/cloudwatch/unwatched.ts).
   */
  | 'event-not-watched';

/** Why an event cannot be decided on: the caller pages it raw and keeps it (docs/architecture.md, Principles). */
export type UndecidedReason =
  /** The body is not JSON. */
  | 'malformed-json'
  /** The body is JSON, but no object: a number, a text, a list. */
  | 'not-an-object'
  /** An object, but none of the envelopes that intake knows. */
  | 'unknown-shape'
  /** An EventBridge event of a type that intake does not know. */
  | 'unknown-detail-type'
  /** A known event type from a source that does not send it. */
  | 'unknown-source'
  /** A field without which nothing can be decided is absent, empty or of the wrong type; `field` names it. */
  | 'missing-field'
  /** A state other than ALARM, OK, INSUFFICIENT_DATA; `field` names it. */
  | 'unknown-state'
  /** An SNS message whose text is not JSON: written by a person or by a service without an event format. */
  | 'sns-text'
  /** Over SNS, a signal of an account or region that may not send to this topic. */
  | 'foreign-account'
  /** A batch (`Records`) without records. */
  | 'empty-batch'
  /** Envelopes within envelopes, deeper than any AWS service makes them. */
  | 'nested-too-deep';

export interface Ignored {
  readonly reason: IgnoredReason;
  /** What the event calls itself, at most 300 characters. */
  readonly subject: string;
}

export interface Undecided {
  readonly reason: UndecidedReason;
  /** Path of the field at fault, e.g. `detail.alarmName`. */
  readonly field?: string;
  /** What was wrong and what is expected. Never quotes the body, which is paged and kept as it came. */
  readonly detail: string;
  /** A message over SNS that intake does not know, as a signal: it is taken in where a rule of the team matches it. */
  readonly notification?: Transition;
}

/** What a parser makes of one message, or of one finding or record in it. */
export type Reading =
  | { readonly kind: 'transition'; readonly transition: Transition }
  | ({ readonly kind: 'ignored' } & Ignored)
  | ({ readonly kind: 'undecided' } & Undecided);

export interface IntakeContext {
  /**
   * When the queue took the event, epoch ms: the same at every delivery. It stands for a missing time, and limits times in
   * the future.
   */
  readonly receivedAtMs: number;
  /** Alarms whose names begin with this are our own. Empty: none is. */
  readonly ownAlarmPrefix: string;
  /** Ids of the other accounts that may send to the alarms topic. */
  readonly accounts: readonly string[];
}

export const ignored = (reason: IgnoredReason, subject: string | undefined): Reading => ({
  kind: 'ignored',
  reason,
  subject: subject === undefined || subject.trim() === '' ? 'unnamed' : subject.slice(0, 300).toWellFormed(),
});

export const undecided = (reason: UndecidedReason, detail: string, field?: string): Reading => ({
  kind: 'undecided',
  reason,
  detail,
  ...(field === undefined ? {} : { field }),
});

export const missingField = (field: string, expected: string): Reading =>
  undecided('missing-field', `${field} is missing, empty or of the wrong type; expected ${expected}.`, field);
