import type { AlarmKind, AlarmLimits, AlarmSettings } from './alarms.ts';
import { defaultLimits } from './alarms.ts';
import type { TocsinFile } from './file.ts';
import { given } from './given.ts';

/** What RDS does not report of a database, and its alarms need. */
export interface DatabaseTotals {
  readonly storageBytes?: number;
  readonly memoryBytes?: number;
  readonly connections?: number;
  readonly isReplica?: true;
}

export interface WatchedDatabase extends DatabaseTotals {
  readonly id: string;
}

/** A service for which deploying makes alarms, and what they watch. */
export interface ServiceAlarms {
  readonly service: string;
  readonly limits: AlarmLimits;
  readonly without: readonly AlarmKind[];
  /** Instances run the CloudWatch agent. */
  readonly hasAgent: boolean;
  readonly hasDashboard: boolean;
  /** As CloudWatch names them: `app/<name>/<id>`. */
  readonly loadBalancers: readonly string[];
  /** As CloudWatch names them: `targetgroup/<name>/<id>`. */
  readonly targetGroups: readonly string[];
  readonly autoScalingGroups: readonly string[];
  readonly instances: readonly string[];
  /** `<cluster>/<service>` of ECS. */
  readonly containerServices: readonly string[];
  readonly functions: readonly string[];
  readonly databases: readonly WatchedDatabase[];
  readonly databaseClusters: readonly WatchedDatabase[];
}

/** What deploying makes alarms for: the services of the file that ask for them. */
export const serviceAlarms = (file: TocsinFile): readonly ServiceAlarms[] =>
  (file.services ?? []).flatMap(({ name, alarms, alarmSettings, resources = {} }): ServiceAlarms[] => {
    if (alarms !== true) return [];
    const database = (id: string): WatchedDatabase => ({ id, ...totalsOf(file, id) });
    return [
      {
        service: name.trim(),
        limits: limitsOf(alarmSettings),
        without: alarmSettings?.without ?? [],
        hasAgent: alarmSettings?.agent === true,
        hasDashboard: alarmSettings?.dashboard !== false,
        loadBalancers: resources.loadBalancers ?? [],
        targetGroups: resources.targetGroups ?? [],
        autoScalingGroups: resources.autoScalingGroups ?? [],
        instances: resources.instances ?? [],
        containerServices: resources.containerServices ?? [],
        functions: resources.functions ?? [],
        databases: (resources.databases ?? []).map(database),
        databaseClusters: (resources.databaseClusters ?? []).map(database),
      },
    ];
  });

const limitsOf = (settings: AlarmSettings | undefined): AlarmLimits => {
  const { agent: _, dashboard: _d, without: _w, responseTime, replicaLag, ...percents } = settings ?? {};
  return {
    ...defaultLimits,
    ...given(percents),
    ...given({ responseTimeMs: responseTime, replicaLagMs: replicaLag }),
  };
};

const totalsOf = (file: TocsinFile, id: string): DatabaseTotals => {
  const { storage, memory, connections, replica } = file.databases?.[id] ?? {};
  return {
    ...given({ storageBytes: storage, memoryBytes: memory, connections }),
    ...(replica === true ? { isReplica: true as const } : {}),
  };
};
