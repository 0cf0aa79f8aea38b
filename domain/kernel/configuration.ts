import type { Estate } from './estate.ts';
import type { Scenario } from './scenario.ts';
import type { Severity } from './severity.ts';
import type { SignalKind } from './signal-kind.ts';
import type { Trigger } from './trigger.ts';

/** Everything that a team may change in `tocsin.yml`, parsed and complete. All durations in milliseconds. */
export interface Configuration {
  /** Hash of the file: recorded on each incident. */
  readonly version: string;
  /** Names of this stack's own alarms begin with this: intake ignores them (no loops). Set at run time. */
  readonly ownAlarmPrefix: string;
  /** Of compressed time: what a person states as a duration is divided by it. Absent: time is real. Set at run time. */
  readonly timeScale?: number;
  readonly tags: {
    readonly severity: string;
    readonly scenario: string;
    readonly service: string;
    readonly runbook: string;
  };
  readonly services: readonly ServiceRule[];
  /** Team rules, first match wins, before tags and built-in rules. */
  readonly rules: readonly TeamRule[];
  readonly defaultSeverity: Severity;
  /** Bytes in total, by database identifier: RDS reports free bytes only (docs/requirements.md, thresholds). */
  readonly databaseStorageBytes: Readonly<Record<string, number>>;
  readonly databaseMemoryBytes: Readonly<Record<string, number>>;
  readonly audiences: Readonly<Record<string, Audience>>;
  readonly policies: Readonly<Record<string, Policy>>;
  readonly policyBySeverity: Readonly<Record<Severity, string>>;
  readonly experts: Readonly<Record<Scenario, readonly string[]>>;
  /** Whom each trigger pages; `experts` stands for those of the incident's scenario. Empty: nobody. */
  readonly triggers: Readonly<Record<Trigger, readonly string[]>>;
  /** Who receives status updates and resolution notices. */
  readonly updateAudiences: Readonly<Record<Severity, readonly string[]>>;
  /** Pages that an audience gets singly in a minute (default 30); what is beyond is told in a digest. */
  readonly pagesPerMinute: number;
  readonly insufficientData: 'hold' | 'open';
  readonly clocks: Clocks;
  readonly triage: TriageSettings;
  /**
   * Ids of the other AWS accounts that may send to the alarms topic, 12 digits each. What comes over SNS from any other is
   * not taken in.
   */
  readonly accounts: readonly string[];
  /** Resolved incidents are retired after this (default 2 years); absent: they are kept for ever. */
  readonly retentionMs?: number;
}

/** Contacts are kept in the deployed topics only. Functions know how many there are. */
export interface Audience {
  readonly contacts: number;
}

export interface Clocks {
  /** All signals clear for this long: `mitigated` (default 5 min). */
  readonly clearHoldMs: number;
  /** Mitigated by clearing for this long: resolved (default 10 min). Never for SEV1 and security. */
  readonly autoResolveMs: number;
  /** Cleared, and nobody has acknowledged: whoever waits for a person is reminded this often (default 30 min). */
  readonly reminderMs: number;
  /** Resolved longer ago than this: an alarm opens a new incident (default 30 min). */
  readonly reopenWindowMs: number;
  /** Resolved by a person while alarms stand: looked at again after this (default 15 min). */
  readonly recheckMs: number;
  /** A new alarm this long after an acknowledgement starts another episode (default 15 min). */
  readonly newEpisodeAfterAckMs: number;
  /** An automatic reopening starts its rungs no sooner than this after the last episode began (default 15 min). */
  readonly episodeDampingMs: number;
  /** A source that never says OK is over after this. */
  readonly expiryMs: Readonly<Record<Exclude<SignalKind, 'alarm' | 'contributor' | 'declaration'>, number>>;
  /** Milestones of the response clock, from the opening. docs/requirements.md, Clocks. */
  readonly milestonesMs: {
    readonly acknowledged: number;
    readonly triaged: number;
    readonly mitigated: number;
    readonly stakeholdersTold: number;
    readonly resolved: number;
    readonly analysisBegun: number;
  };
  /** From the resolution: stability verified (1 h), post-mortem (24 h), prevention (30 d). */
  readonly postIncidentMs: {
    readonly stability: number;
    readonly postMortem: number;
    readonly prevention: number;
  };
  /** No resolution for this long: the trigger fires, acknowledged or not (default 30 min). Also for "not restored". */
  readonly noResolutionMs: number;
  /** "Database unavailable for > 10 minutes" (scenario 2, Escalation Triggers). */
  readonly databaseUnavailableMs: number;
  readonly stakeholdersMs: number;
  readonly updateEveryMs: number;
  /** This many updates at `updateEveryMs`, then one an hour (`updateLaterEveryMs`). */
  readonly updatesBeforeHourly: number;
  readonly updateLaterEveryMs: number;
  /** Unknown messages over SNS of one shape within this time are one raw page (default 10 min). */
  readonly equalRawPagesMs: number;
}

/** One step of a policy. Emergency Response Procedures, "Escalation Rules". */
export interface Rung {
  readonly id: string;
  readonly audiences: readonly string[];
  /** This long after its page without an acknowledgement, the next rung is paged (default 5 min). */
  readonly timeoutMs: number;
}

export interface Policy {
  readonly name: string;
  readonly rungs: readonly Rung[];
  /** The last rung repeats this often and adds the fallback audience (default 5 min). */
  readonly repeatEveryMs: number;
  /** At most this many repeats; absent: until somebody acknowledges. */
  readonly maxRepeats?: number;
  /** Rungs, triggers of the clock and status updates wait until the quiet hours end. Refused for SEV1 and SEV2. */
  readonly quietHours?: QuietHours;
}

/** Wall-clock window in a time zone; `fromMinute` may be later than `toMinute` (over midnight). */
export interface QuietHours {
  /** The days on which they begin, 1 (Monday) to 7; absent: every day. */
  readonly days?: readonly number[];
  readonly fromMinute: number;
  /** 1,440: the midnight at the end of the day. */
  readonly toMinute: number;
  readonly timeZone: string;
}

/** All given conditions must hold. Text conditions are globs (`*`), case-insensitive. */
export interface Match {
  readonly alarm?: string;
  readonly kind?: SignalKind;
  readonly namespace?: string;
  readonly metric?: string;
  readonly account?: string;
  readonly region?: string;
  readonly resource?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly dimensions?: Readonly<Record<string, string>>;
}

export interface ServiceRule {
  readonly name: string;
  readonly match: readonly Match[];
  /** Policy of this service's incidents, before the severity's. */
  readonly policy?: string;
  /** A web address: the runbook of its alarms that name none themselves. */
  readonly runbook?: string;
  /** What belongs to it, for triage. */
  readonly resources?: Partial<Estate>;
}

/** How incidents are examined. */
export interface TriageSettings {
  readonly isOn: boolean;
  /** When it looks again, from the opening (default 5, 9, 15 and 30 min: the ninth, so that what
   * the clock of a database fires on at ten is fresh), before it looks with each status update. */
  readonly looksMs: readonly number[];
  /** A check that takes longer is `unknown`: real seconds, however compressed time is (default 5). */
  readonly checkTimeoutS: number;
}

export interface TeamRule {
  readonly name: string;
  readonly match: Match;
  readonly severity?: Severity;
  readonly scenario?: Scenario;
  readonly service?: string;
  /** Never an incident; the event is recorded with this rule's name. */
  readonly ignore?: true;
}
