import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import type { TrailFacts } from '../../domain/triage/facts/security.ts';
import type { Looker } from '../../protocol/ports/check.ts';

/** Trails whose status is asked for; a region may have five of its own. CloudTrail User Guide, "Quotas". */
const MOST = 5;

/** The region's trails, those of other regions and of the organization that log here among them. */
export const createTrailsLooker =
  (client: CloudTrailClient): Looker<'trails'> =>
  ({ subjects, signal }) =>
    Promise.all(
      subjects.map(async (region) => {
        try {
          return { resource: region, facts: await trailsIn(client, region, signal) };
        } catch (error) {
          return { resource: region, error };
        }
      }),
    );

const trailsIn = async (
  client: CloudTrailClient,
  region: string,
  abortSignal: AbortSignal,
): Promise<TrailFacts> => {
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({}), { abortSignal });
  const asked = await Promise.allSettled(
    trailList.slice(0, MOST).map((trail) => statusOf(client, trail, abortSignal)),
  );
  const refused = asked.find(({ status }) => status === 'rejected');
  const read = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  // Nothing is known of any of them.
  if (refused?.status === 'rejected' && read.length === 0) throw refused.reason;
  const notRead = trailList.filter((_, n) => asked[n]?.status !== 'fulfilled');
  return { region, trails: read, notRead: notRead.map(nameOf) };
};

const nameOf = ({ Name, TrailARN }: Trail): string => Name ?? TrailARN ?? 'unknown';

/** By its ARN, which a trail of another region needs. */
const statusOf = async (
  client: CloudTrailClient,
  trail: Trail,
  abortSignal: AbortSignal,
): Promise<TrailFacts['trails'][number]> => {
  const command = new GetTrailStatusCommand({ Name: trail.TrailARN ?? trail.Name });
  const { IsLogging, StopLoggingTime, LatestDeliveryError } = await client.send(command, { abortSignal });
  return {
    name: nameOf(trail),
    isLogging: IsLogging === true,
    ...(StopLoggingTime === undefined || IsLogging === true
      ? {}
      : { stoppedAtMs: StopLoggingTime.getTime() }),
    ...(LatestDeliveryError ? { deliveryError: LatestDeliveryError } : {}),
  };
};
