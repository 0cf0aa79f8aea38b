/** A message that wakes an incident. It is a hint: dropped when the incident is no longer due at `dueAtMs`. */
export interface Timer {
  readonly incidentId: string;
  readonly dueAtMs: number;
}
