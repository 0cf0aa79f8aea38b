/** Target groups by their own names, or all those of a load balancer. */
export interface TargetsSubject {
  readonly kind: 'load-balancer' | 'target-group';
  readonly name: string;
}

/** The health of one target group. Elastic Load Balancing API, `TargetHealth`. */
export interface TargetGroupFacts {
  readonly name: string;
  readonly targets: readonly Target[];
}

export interface Target {
  readonly id: string;
  /** As AWS names it: `healthy`, `unhealthy`, `draining` … */
  readonly state: string;
  /** As AWS names it: `Target.ResponseCodeMismatch` … Absent when healthy. */
  readonly reason?: string;
  readonly description?: string;
  readonly zone?: string;
}
