import type { Deployment } from './deployments.ts';

/** An instance of EC2. EC2 API, `InstanceStatus`. */
export interface InstanceFacts {
  readonly id: string;
  /** As EC2 names it: `running`, `stopped` … */
  readonly state: string;
  /** The machine below it, and the instance itself: `ok`, `impaired` … */
  readonly system: string;
  readonly instance: string;
  readonly zone?: string;
  /** What AWS plans with it, such as `instance-retirement`. */
  readonly events: readonly { readonly code: string; readonly text: string }[];
}

/** A function of Lambda. Lambda API, `FunctionConfiguration`. */
export interface FunctionFacts {
  readonly name: string;
  /** `Pending`, `Active`, `Inactive` or `Failed`, and why, in AWS's words. */
  readonly state: string;
  readonly stateReason?: string;
  /** `Successful`, `Failed` or `InProgress`: the last update. */
  readonly update: string;
  readonly updateReason?: string;
  /** Its versions by their number, and the code that is in no version yet (`$LATEST`); the newest first. */
  readonly deployments: readonly Deployment[];
  readonly aliases: readonly { readonly name: string; readonly version: string }[];
}
