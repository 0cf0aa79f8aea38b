/** How a group scales by itself. Auto Scaling API, `ScalingPolicy`. */
export interface ScalingPolicyFacts {
  /** The group's. */
  readonly name: string;
  readonly policies: readonly {
    readonly name: string;
    readonly enabled: boolean;
    /** It works without an alarm: it forecasts, where others wait for one. */
    readonly forecasts: boolean;
    readonly alarms: readonly string[];
  }[];
}

/** What a group launches by. Auto Scaling API, `LaunchTemplateSpecification`. */
export interface TemplateUsed {
  readonly group: string;
  readonly templateId: string;
  /** A number, `$Latest` or `$Default`. */
  readonly version: string;
  /** It stands within a policy of mixed instances. */
  readonly isMixed: boolean;
}

/** The launch template of a group. EC2 API, `LaunchTemplateVersion`. */
export interface LaunchTemplateFacts extends TemplateUsed {
  /** The highest first. `createdAtMs` is epoch ms. */
  readonly versions: readonly {
    readonly number: number;
    readonly createdAtMs: number;
    readonly isDefault: boolean;
  }[];
}

/** A quota of the account in a region, and how much of it is used. */
export interface QuotaFacts {
  /** Such as `L-1216C47A`. */
  readonly code: string;
  readonly name: string;
  readonly value: number;
  /** The highest of the last hour; absent: AWS does not tell. */
  readonly used?: number;
}
