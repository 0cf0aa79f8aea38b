/** Events for other programs, on the custom bus: past tense, versioned. Schemas in events/contracts/domain-events.ts. */
export type DomainEventType =
  | 'incident.opened'
  | 'incident.reopened'
  | 'incident.acknowledged'
  | 'incident.escalated'
  | 'incident.severity-changed'
  | 'incident.mitigated'
  | 'incident.resolved'
  | 'incident.closed'
  | 'incident.merged'
  /** Triage is to examine it: this stack's own function takes it. */
  | 'incident.triage-requested'
  | 'incident.triaged';

export interface DomainEvent {
  /** `<incident id>@<version>#<n>`: the same again after a crash. */
  readonly id: string;
  readonly type: DomainEventType;
  readonly atMs: number;
  readonly by: string;
  readonly reason?: string;
  readonly incident: {
    readonly id: string;
    readonly title: string;
    readonly status: string;
    readonly severity: string;
    readonly scenario: string;
    readonly service: string;
    readonly episode: number;
    readonly openedAtMs: number;
    /** The incident that has taken it over. */
    readonly mergedInto?: string;
  };
}
