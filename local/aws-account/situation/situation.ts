import type { SituationFile } from './file.ts';

type Sections = Omit<SituationFile, 'title' | 'story' | 'began' | 'account' | 'region'>;

/** What exists and how it is, at one time. */
export type Estate = { readonly [S in keyof Sections]-?: NonNullable<Sections[S]> };

/** A stage of a situation: the estate from then on. */
export interface Stage {
  /** From when the situation is put on. */
  readonly afterMs: number;
  readonly estate: Estate;
}

/** An estate, what is wrong with it, and how it changes. */
export interface Situation {
  readonly title: string;
  readonly story: string;
  /** So long before it is put on was the onset. */
  readonly beganMs: number;
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** In the order of time; the first is there from the beginning. */
  readonly stages: readonly [Stage, ...Stage[]];
}

/** The estate of a file, sections that are not written being empty. */
export const estateOf = (file: SituationFile): Estate => ({
  services: file.services ?? {},
  hostedZones: file.hostedZones ?? {},
  healthChecks: file.healthChecks ?? {},
  certificates: file.certificates ?? {},
  loadBalancers: file.loadBalancers ?? {},
  targetGroups: file.targetGroups ?? {},
  instances: file.instances ?? {},
  groups: file.groups ?? {},
  launchTemplates: file.launchTemplates ?? {},
  databases: file.databases ?? {},
  clusters: file.clusters ?? {},
  ecsServices: file.ecsServices ?? {},
  pipelines: file.pipelines ?? {},
  deployments: file.deployments ?? {},
  functions: file.functions ?? {},
  metrics: file.metrics ?? [],
  alarms: file.alarms ?? {},
  logs: file.logs ?? {},
  events: file.events ?? {},
  trails: file.trails ?? {},
  calls: file.calls ?? [],
  flowLogs: file.flowLogs ?? {},
  quotas: file.quotas ?? {},
  trouble: file.trouble ?? [],
});
