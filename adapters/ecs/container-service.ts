import {
  type Deployment as AwsDeployment,
  DescribeServicesCommand,
  type ECSClient,
  type Service,
} from '@aws-sdk/client-ecs';
import type { ContainerServiceFacts, Deployment } from '../../domain/triage/facts/deployments.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** Services a call (DescribeServices): at most 10, of one cluster. */
const SERVICES_A_CALL = 10;
const MESSAGES = 3;
/** What the service said longer before onset is another story. */
const BEFORE_ONSET_MS = 30 * 60_000;
/** A rollout takes no longer: what changes later is the number of tasks, which moves `updatedAt`, too. */
const LONGEST_ROLLOUT_MS = 60 * 60_000;

/** Services of ECS by `<cluster>/<service>`. What AWS does not find stands in the answer's failures. */
export const createContainerServiceLooker =
  (client: ECSClient): Looker<'container-service'> =>
  async ({ subjects, onsetMs, signal }) => {
    const byCluster = Map.groupBy(subjects, (subject) => subject.split('/')[0] ?? '');
    const calls = [...byCluster].flatMap(([cluster, all]) =>
      Array.from({ length: Math.ceil(all.length / SERVICES_A_CALL) }, (_, n) => ({
        cluster,
        some: all.slice(n * SERVICES_A_CALL, (n + 1) * SERVICES_A_CALL),
      })),
    );
    const seen = await Promise.all(
      calls.map(async ({ cluster, some }): Promise<readonly Seen<'container-service'>[]> => {
        const services = some.map((subject) => subject.split('/')[1] ?? '');
        try {
          const command = new DescribeServicesCommand({ cluster, services });
          const answer = await client.send(command, { abortSignal: signal });
          return some.map((resource, n): Seen<'container-service'> => {
            const service = answer.services?.find(({ serviceName }) => serviceName === services[n]);
            return service === undefined || service.status === 'INACTIVE'
              ? { resource, error: new NoSuchServiceError(resource) }
              : { resource, facts: factsOf(resource, service, onsetMs - BEFORE_ONSET_MS) };
          });
        } catch (error) {
          return some.map((resource) => ({ resource, error }));
        }
      }),
    );
    return seen.flat();
  };

class NoSuchServiceError extends Error {
  override readonly name = 'ServiceNotFound';
}

const factsOf = (name: string, service: Service, sinceMs: number): ContainerServiceFacts => ({
  name,
  desired: service.desiredCount ?? 0,
  running: service.runningCount ?? 0,
  pending: service.pendingCount ?? 0,
  deployments: (service.deployments ?? []).map(deploymentOf).sort((a, b) => b.startedAtMs - a.startedAtMs),
  messages: (service.events ?? [])
    .filter(({ createdAt }) => createdAt !== undefined && createdAt.getTime() >= sinceMs)
    .slice(0, MESSAGES)
    .flatMap(({ message }) => message ?? []),
});

/** `rolloutState` is absent with other deployment controllers; then a primary that runs all its tasks has succeeded. */
const deploymentOf = (deployment: AwsDeployment): Deployment => {
  const { id, status, createdAt, updatedAt, taskDefinition, rolloutState, rolloutStateReason } = deployment;
  const { runningCount = 0, desiredCount = 0 } = deployment;
  const isDone = rolloutState === 'COMPLETED' || (rolloutState === undefined && runningCount >= desiredCount);
  const startedAtMs = createdAt?.getTime() ?? 0;
  const endedAtMs = Math.min(updatedAt?.getTime() ?? startedAtMs, startedAtMs + LONGEST_ROLLOUT_MS);
  const revision = taskDefinition?.split('/').at(-1);
  return {
    id: id ?? 'unknown',
    status:
      rolloutState === 'FAILED' ? 'failed' : isDone || status !== 'PRIMARY' ? 'succeeded' : 'in-progress',
    startedAtMs,
    ...(isDone || rolloutState === 'FAILED' ? { endedAtMs } : {}),
    ...(revision === undefined ? {} : { revision }),
    ...(rolloutState === 'FAILED' && rolloutStateReason !== undefined ? { failure: rolloutStateReason } : {}),
  };
};
