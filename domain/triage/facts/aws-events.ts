/** What AWS itself says is wrong in this region. AWS Health API, `Event`. */
export interface AwsEventFacts {
  readonly region: string;
  readonly events: readonly {
    readonly service: string;
    readonly code: string;
    /** Epoch ms. */
    readonly startedAtMs: number;
  }[];
}
