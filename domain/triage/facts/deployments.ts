/** A change that was brought out: an execution of a pipeline, a deployment of CodeDeploy or ECS. Times are epoch ms. */
export interface Deployment {
  readonly id: string;
  readonly status: 'in-progress' | 'succeeded' | 'failed' | 'stopped' | 'rolled-back';
  readonly startedAtMs: number;
  /** Absent while it goes on. */
  readonly endedAtMs?: number;
  /** What it brought out: a commit, a task definition. */
  readonly revision?: string;
  /** Why it failed, in AWS's words. */
  readonly failure?: string;
}

/** The last deployments of a pipeline or of a deployment group, the newest first. */
export interface DeploymentFacts {
  readonly name: string;
  readonly deployments: readonly Deployment[];
}

/** A service of ECS. */
export interface ContainerServiceFacts {
  readonly name: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** The newest first. */
  readonly deployments: readonly Deployment[];
  /** The newest messages of the service, the newest first. */
  readonly messages: readonly string[];
}
