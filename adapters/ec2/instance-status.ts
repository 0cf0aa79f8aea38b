import { DescribeInstanceStatusCommand, type EC2Client, type InstanceStatus } from '@aws-sdk/client-ec2';
import type { InstanceFacts } from '../../domain/triage/facts/compute.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** Instances in one call. EC2 refuses all of them for one that does not exist: then each is asked for by itself. */
export const createInstanceStatusLooker =
  (client: EC2Client): Looker<'instance-status'> =>
  async ({ subjects, signal }) => {
    try {
      return await describe(client, subjects, signal);
    } catch (error) {
      if (subjects.length === 1 || !isAboutOne(error)) throw error;
      const seen = await Promise.all(
        subjects.map(async (id): Promise<readonly Seen<'instance-status'>[]> => {
          try {
            return await describe(client, [id], signal);
          } catch (why) {
            return [{ resource: id, error: why }];
          }
        }),
      );
      return seen.flat();
    }
  };

const isAboutOne = (error: unknown): boolean =>
  error instanceof Error && error.name.startsWith('InvalidInstanceID');

const describe = async (
  client: EC2Client,
  ids: readonly string[],
  abortSignal: AbortSignal,
): Promise<readonly Seen<'instance-status'>[]> => {
  // Those that do not run, too.
  const command = new DescribeInstanceStatusCommand({ InstanceIds: [...ids], IncludeAllInstances: true });
  const { InstanceStatuses = [] } = await client.send(command, { abortSignal });
  return ids.map((id) => {
    const status = InstanceStatuses.find(({ InstanceId }) => InstanceId === id);
    return status === undefined
      ? { resource: id, error: new NoSuchInstanceError(id) }
      : { resource: id, facts: factsOf(id, status) };
  });
};

class NoSuchInstanceError extends Error {
  override readonly name = 'InstanceNotFound';
}

/** Events that are over stand there for a week, marked in their text. EC2 API, `InstanceStatusEvent`. */
const factsOf = (id: string, status: InstanceStatus): InstanceFacts => ({
  id,
  state: status.InstanceState?.Name ?? 'unknown',
  system: status.SystemStatus?.Status ?? 'unknown',
  instance: status.InstanceStatus?.Status ?? 'unknown',
  ...(status.AvailabilityZone === undefined ? {} : { zone: status.AvailabilityZone }),
  events: (status.Events ?? [])
    .filter(({ Description = '' }) => !/^\[(Completed|Canceled)\]/.test(Description))
    .map(({ Code, Description }) => ({ code: Code ?? 'an event', text: Description ?? 'no reason given' })),
});
