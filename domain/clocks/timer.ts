/** A message that wakes an incident: a hint, dropped when the incident is due at another moment by then. */
export interface Timer {
  readonly incidentId: string;
  readonly dueAtMs: number;
}
