/** An Auto Scaling group. Auto Scaling API, `AutoScalingGroup`, `Activity`. */
export interface ScalingGroupFacts {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly instances: readonly { readonly id: string; readonly inService: boolean; readonly zone: string }[];
  /** Processes that are suspended, such as `Launch`. */
  readonly suspended: readonly string[];
  /** Launches that failed around onset, the newest first, in AWS's words. Times are epoch ms. */
  readonly failures: readonly { readonly atMs: number; readonly message: string }[];
}
