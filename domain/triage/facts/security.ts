/** What a security product found, as far as its event was read. */
export interface SecurityFindingFacts {
  /** The finding's title. */
  readonly name: string;
  /** The finding's ARN or id: the signal's. */
  readonly findingId: string;
  /** Such as `UnauthorizedAccess:IAMUser/MaliciousIPCaller`. */
  readonly type?: string;
  /** GuardDuty's own, 0.1 to 10. */
  readonly severity?: number;
  readonly product?: string;
  readonly resourceType?: string;
  readonly resources: readonly string[];
  /** Who acted: a user, a role. */
  readonly principal?: string;
  /** Where it came from, as far as the finding says. */
  readonly addresses: readonly string[];
}

/** A principal as CloudTrail finds its calls. CloudTrail API, `LookupAttribute`. */
export interface PrincipalSubject {
  /** A user's name, a role's session, or an access key's id. */
  readonly name: string;
  readonly by: 'Username' | 'AccessKeyId';
  /** What people know it by, where that is something else: the role of a session. */
  readonly role?: string;
}

/** A call that CloudTrail noted. CloudTrail User Guide, "Record contents". */
export interface PrincipalCall {
  /** Epoch ms. */
  readonly atMs: number;
  /** Such as `CreateAccessKey`. */
  readonly name: string;
  readonly user: string;
  readonly changes: boolean;
  /** An address, or the name of the AWS service that called for it. */
  readonly from?: string;
  readonly error?: string;
  /** Id of the access key that signed it. */
  readonly accessKey?: string;
}

/** What a principal did, the newest first. CloudTrail notes a call some 5 minutes after it was made. */
export interface PrincipalFacts {
  readonly name: string;
  readonly by: PrincipalSubject['by'];
  readonly role?: string;
  readonly calls: readonly PrincipalCall[];
  /** There are older ones that were not read. */
  readonly hasMore: boolean;
}

/** Whether a region's trails log. CloudTrail API, `GetTrailStatus`. Times are epoch ms. */
export interface TrailFacts {
  readonly region: string;
  readonly trails: readonly {
    readonly name: string;
    readonly isLogging: boolean;
    readonly stoppedAtMs?: number;
    /** Why AWS could not deliver the last log, in its words. */
    readonly deliveryError?: string;
  }[];
  /** Names of trails whose status nobody could read, or that were too many. */
  readonly notRead: readonly string[];
}

/** Whether a VPC's traffic is logged. EC2 API, `FlowLog`. */
export interface FlowLogFacts {
  readonly vpc: string;
  readonly logs: readonly {
    readonly id: string;
    readonly isActive: boolean;
    /** Why its records are not delivered, in AWS's words. */
    readonly deliveryError?: string;
  }[];
}
