/**
 * What belongs to a service, by the names that AWS's own commands take: what its team lists (`resources:` of a service in
 * tocsin.yml) and what its alarms' dimensions name.
 */
export interface Estate {
  readonly healthUrls: readonly HealthUrl[];
  /** Names, not ARNs, as of all that follow. */
  readonly loadBalancers: readonly string[];
  readonly targetGroups: readonly string[];
  readonly autoScalingGroups: readonly string[];
  readonly databases: readonly string[];
  readonly databaseClusters: readonly string[];
  /** `<cluster>/<service>` of ECS. */
  readonly containerServices: readonly string[];
  readonly pipelines: readonly string[];
  /** `<application>/<deployment group>` of CodeDeploy. */
  readonly deploymentGroups: readonly string[];
  readonly functions: readonly string[];
  readonly instances: readonly string[];
  readonly logGroups: readonly string[];
  /** Other services of tocsin.yml, whose answers it needs. */
  readonly dependsOn: readonly string[];
}

/** A page that answers when the service is well. */
export interface HealthUrl {
  readonly url: string;
  /** Status that it answers when it is well; absent: any of 200 to 299. */
  readonly status?: number;
  /** Text that stands in its answer when it is well. */
  readonly contains?: string;
  /** It may resolve to a private address: it is reached from within the VPC. */
  readonly isPrivate?: true;
}

/** The parts of an estate that are lists of names. */
export type NamedPart = Exclude<keyof Estate, 'healthUrls'>;

/** Nothing is listed. */
export const emptyEstate: Estate = {
  healthUrls: [],
  loadBalancers: [],
  targetGroups: [],
  autoScalingGroups: [],
  databases: [],
  databaseClusters: [],
  containerServices: [],
  pipelines: [],
  deploymentGroups: [],
  functions: [],
  instances: [],
  logGroups: [],
  dependsOn: [],
};
