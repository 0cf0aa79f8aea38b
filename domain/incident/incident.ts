import type { Policy } from '../kernel/configuration.ts';
import type { Scenario } from '../kernel/scenario.ts';
import type { Severity } from '../kernel/severity.ts';
import type { Trigger } from '../kernel/trigger.ts';
import type { AlarmFacts } from './alarm-facts.ts';
import type { Effect } from './effect.ts';
import type { EpisodeReason } from './episode-reason.ts';
import type { MilestoneName } from './milestone.ts';
import type { AwsEvent, Link } from './related.ts';
import type { Said } from './said.ts';
import type { TriageSummary } from './triage-summary.ts';

export const statuses = ['investigating', 'mitigated', 'resolved', 'closed'] as const;

/** docs/architecture.md, Lifecycle. An acknowledgement is no status: it is kept by episode. */
export type Status = (typeof statuses)[number];

/** Investigating or mitigated: alarms join it. */
export const isOpen = (incident: Pick<Incident, 'status'>): boolean =>
  incident.status === 'investigating' || incident.status === 'mitigated';

/** SEV1 and security incidents stay mitigated until a person resolves them. docs/requirements.md, Auto-resolve. */
export const resolvesByItself = ({ severity, scenario }: Pick<Incident, 'severity' | 'scenario'>): boolean =>
  severity !== 'SEV1' && scenario !== 'security';

/** The name that stands in `by` when no person acted. */
export const SYSTEM = 'tocsin';

/**
 * One incident: item `INC#<id>` / `STATE`. The truth of the protocol; every change is one conditional update on
 * `version`. Bounded however many signals join (I9). Times are epoch milliseconds.
 */
export interface Incident {
  /** `<hash of the correlation key>-<generation>`: the existence of this item is the claim (I2). */
  readonly id: string;
  readonly key: string;
  readonly generation: number;
  readonly version: number;
  /** Version of the shape in which it is stored: RECORD_SCHEMA once this release has committed it. */
  readonly schema: number;
  /** Id of the last commit; the ids before it follow. They tell a lost answer from a lost race. */
  readonly commitId: string;
  readonly earlierCommitIds?: readonly string[];
  readonly configurationVersion: string;

  readonly title: string;
  readonly status: Status;
  /** Irrevocable: later alarms of this key open the next generation, or join the incident that it was merged into. */
  readonly sealed?: 'superseded' | 'closed' | 'merged';
  readonly severity: Severity;
  readonly scenario: Scenario;
  readonly service: string;
  /** The first service that the team names among its alarms: those of another one stay apart. Absent: none is named. */
  readonly namedService?: string;
  readonly classification: { readonly rule: string; readonly reason: string };
  /** The alarm or event that it opened or came back with, or that last raised it. Absent: a person declared it. */
  readonly alarm?: AlarmFacts;

  readonly openedAtMs: number;
  /** First breaching data point of the earliest signal, where known. */
  readonly onsetAtMs?: number;
  readonly firstPagedAtMs?: number;
  /** Quiet hours held the first page back: when it goes or went out, and the response clock starts. */
  readonly responseFromMs?: number;
  readonly mitigatedAtMs?: number;
  /** A person's name, or `tocsin`. */
  readonly mitigatedBy?: string;
  readonly mitigatedReason?: 'signals-clear' | 'said-by-person' | 'resolved';
  readonly resolvedAtMs?: number;
  readonly resolvedBy?: string;
  readonly closedAtMs?: number;
  /** Its time was over: nothing of it is kept but the claim on its id. domain/retention/tombstone.ts. */
  readonly retiredAtMs?: number;
  /** Retired: what is left of it is looked for then, and removed. Absent: nothing is left. */
  readonly removeAtMs?: number;

  readonly episode: Episode;
  /** The first acknowledgement of any episode: the T+5 milestone. */
  readonly firstAcknowledgedAtMs?: number;
  readonly escalation: Escalation;
  /** When each trigger fired; a trigger fires once an incident. docs/requirements.md, "Whom the triggers page". */
  readonly triggers: Readonly<Partial<Record<Trigger, number>>>;
  /** Distinct failing parts, at most `MAX_COMPONENTS`. */
  readonly components: readonly string[];
  readonly updates: { readonly nextAtMs: number; readonly sent: number };
  /** When a message of any kind to the audience `stakeholders` was first owed: the milestone. */
  readonly stakeholdersToldAtMs?: number;
  /** When the T+30 message to stakeholders was owed, or had nobody to go to. */
  readonly stakeholdersNoticeAtMs?: number;
  /** Milestones that are already settled. */
  readonly milestones: Readonly<Partial<Record<MilestoneName, 'met' | 'missed'>>>;

  /** No signal active since: starts the hold before `mitigated`. */
  readonly clearSinceMs?: number;
  /** What stood last expired, instead of ending. */
  readonly clearedBy?: 'expiry';
  /**
   * A person reopened it then, and no signal has stood since: no hold begins, so that it waits for a person or for a
   * signal.
   */
  readonly keptOpenSinceMs?: number;
  /** A person resolved while alarms stood: they are looked at again then. */
  readonly recheckAtMs?: number;
  /** The next expiry of an active source that never says OK. */
  readonly expiryCheckAtMs?: number;
  readonly flaps: number;
  /** When people have escalated it by hand, the last times. */
  readonly escalatedByHandAtMs?: readonly number[];
  /** The first scaling failure seen, as `<signal id>@<order>`: another one is "several scaling failures". */
  readonly scalingFailure?: string;
  /** Audiences that have been paged or told: they hear of the resolution too. */
  readonly told: readonly string[];
  /** Signals counted at the last look, for "37 alarms joined" and for lists. A hint, never the truth. */
  readonly signalsSeen: number;
  /** How many of them stood then. */
  readonly standingSeen?: number;
  /** When they were counted. */
  readonly signalsSeenAtMs?: number;
  readonly said: Said;
  /** What triage found. Absent: none was asked for. */
  readonly triage?: TriageSummary;
  /** Incidents that people have linked with it, the oldest first, at most `MAX_LINKS` (I9). */
  readonly links?: readonly Link[];
  /** Public events of AWS on what fails here, the last reported last, at most `MAX_AWS_EVENTS` (I9). */
  readonly awsEvents?: readonly AwsEvent[];
  /** The earlier incident that it has become a part of. */
  readonly mergedInto?: Link;
  /** Later incidents that have become a part of it, the first merged first, at most `MAX_MERGED` (I9). */
  readonly mergedFrom?: readonly Link[];
  /** The last idempotency keys, each kept in the commit that it caused. */
  readonly requests: readonly Request[];
  /** A decision that keeps failing: how often, and when it is tried again. */
  readonly failing?: { readonly times: number; readonly retryAtMs: number };

  readonly outbox: Readonly<Record<string, Effect>>;
  /** The next moment at which something must happen: a deadline, a lease that ends, a retry. */
  readonly dueAtMs?: number;
  /** Nobody waits for what is due then: the sweep does it after everything else. */
  readonly dueCanWait?: true;
}

/**
 * The shape of the stored record. An item of an older shape is read through adapters/dynamodb/upgrade-state.ts.
 * docs/adr/0011: what changes it, and how two releases live side by side.
 */
export const RECORD_SCHEMA = 2;

export const MAX_COMPONENTS = 8;

export const MAX_EARLIER_COMMITS = 3;

/** Rungs count from an episode's start; an acknowledgement covers one episode. docs/architecture.md, Episodes. */
export interface Episode {
  readonly number: number;
  readonly startedAtMs: number;
  readonly reason: EpisodeReason;
  readonly acknowledgedAtMs?: number;
  /** The acknowledgement was given until then; absent: for good. */
  readonly acknowledgedUntilMs?: number;
  readonly acknowledgedBy?: string;
}

/** Where the no-response rungs stand in this episode. */
export interface Escalation {
  /** As it was when the incident opened, or when its severity last rose. */
  readonly policy: Policy;
  /** Index of the next rung to page; past the end: repeats. */
  readonly nextRung: number;
  readonly nextAtMs?: number;
  /** The time of the next rung has come while nothing stood. It is paged as soon as something stands again. */
  readonly restingSinceMs?: number;
  readonly repeats: number;
  /** How often somebody was reminded of what has cleared, and when last. */
  readonly reminders?: number;
  readonly remindedAtMs?: number;
  /** `<episode>/<rung or trigger>/<audience>` of every page owed so far: a deployment neither skips nor repeats one. */
  readonly paged: readonly string[];
}

export interface Request {
  /** Hash of the idempotency key. */
  readonly key: string;
  /** Hash of the action and body: the same key with another body is refused. */
  readonly fingerprint: string;
  readonly atMs: number;
}

export const MAX_REQUESTS = 20;
