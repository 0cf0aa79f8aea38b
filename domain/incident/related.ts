/** That another incident belongs to this one, as a person says. */
export interface Link {
  readonly incidentId: string;
  readonly by: string;
  readonly atMs: number;
}

export const MAX_LINKS = 20;

export const MAX_MERGED = 20;

/** What AWS Health reports of a whole region or service. */
export interface AwsEvent {
  /** Its signal's. */
  readonly id: string;
  readonly service: string;
  readonly region: string;
  /** Such as `AWS_EC2_OPERATIONAL_ISSUE`. */
  readonly code: string;
  /** When AWS last wrote about it. */
  readonly atMs: number;
}

export const MAX_AWS_EVENTS = 3;
