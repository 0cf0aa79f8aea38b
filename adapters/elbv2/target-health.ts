import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  paginateDescribeTargetGroups,
  type TargetGroup,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Target, TargetsSubject } from '../../domain/triage/facts/targets.ts';
import { unknownReasonOf } from '../../domain/triage/unknown.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** Names a call (DescribeTargetGroups, DescribeLoadBalancers): at most 20. */
const NAMES_A_CALL = 20;

/**
 * The health of target groups, by their names and by those of their load balancers: a group that is named both ways is
 * looked at once.
 */
export const createTargetHealthLooker =
  (client: ElasticLoadBalancingV2Client): Looker<'target-health'> =>
  async ({ subjects, signal }) => {
    const named = (kind: TargetsSubject['kind']) =>
      subjects.flatMap((subject) => (subject.kind === kind ? [subject.name] : []));
    const found = await Promise.all([
      ...chunksOf(named('target-group')).map((names) => groupsNamed(client, names, signal)),
      ...chunksOf(named('load-balancer')).map((names) => groupsBehind(client, names, signal)),
    ]);
    const all = found.flat();
    const groups = new Map(all.flatMap((one) => ('arn' in one ? [[one.arn, one.resource] as const] : [])));
    const seen = [...groups].map(async ([arn, resource]): Promise<Seen<'target-health'>> => {
      try {
        const command = new DescribeTargetHealthCommand({ TargetGroupArn: arn });
        const { TargetHealthDescriptions = [] } = await client.send(command, { abortSignal: signal });
        return { resource, facts: { name: resource, targets: TargetHealthDescriptions.map(targetOf) } };
      } catch (error) {
        return { resource, error };
      }
    });
    return [...(await Promise.all(seen)), ...all.filter((one) => 'error' in one)];
  };

type Found =
  | { readonly resource: string; readonly arn: string }
  | { readonly resource: string; readonly error: unknown };

const chunksOf = (names: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(names.length / NAMES_A_CALL) }, (_, n) =>
    names.slice(n * NAMES_A_CALL, (n + 1) * NAMES_A_CALL),
  );

/** AWS refuses the whole call where one name is unknown: then each is asked for by itself. */
const oneByOne = async (
  names: readonly string[],
  ask: (names: readonly string[]) => Promise<readonly Found[]>,
): Promise<readonly Found[]> => {
  try {
    return await ask(names);
  } catch (error) {
    // Whatever else is wrong is wrong with each of them: more calls would only add to a throttle.
    if (names.length < 2 || unknownReasonOf(error) !== 'not-found')
      return names.map((resource) => ({ resource, error }));
    return (await Promise.all(names.map((name) => oneByOne([name], ask)))).flat();
  }
};

/** AWS refuses a name that it does not know; one that its answer leaves out is as unknown. */
const missing = (asked: readonly string[], answered: readonly (string | undefined)[]): readonly Found[] =>
  asked
    .filter((name) => !answered.includes(name))
    .map((resource) => ({ resource, error: new NotAnsweredError(resource) }));

class NotAnsweredError extends Error {
  override readonly name = 'NotFoundInAnswer';
}

const groupsNamed = (client: ElasticLoadBalancingV2Client, names: readonly string[], signal: AbortSignal) =>
  oneByOne(names, async (some) => {
    const command = new DescribeTargetGroupsCommand({ Names: [...some] });
    const { TargetGroups = [] } = await client.send(command, { abortSignal: signal });
    return [
      ...TargetGroups.flatMap(foundOf),
      ...missing(
        some,
        TargetGroups.map((one) => one.TargetGroupName),
      ),
    ];
  });

const groupsBehind = (client: ElasticLoadBalancingV2Client, names: readonly string[], signal: AbortSignal) =>
  oneByOne(names, async (some) => {
    const command = new DescribeLoadBalancersCommand({ Names: [...some] });
    const { LoadBalancers = [] } = await client.send(command, { abortSignal: signal });
    const groups = await Promise.all(
      LoadBalancers.map(async ({ LoadBalancerArn }): Promise<readonly TargetGroup[]> => {
        if (LoadBalancerArn === undefined) return [];
        const pages = paginateDescribeTargetGroups({ client }, { LoadBalancerArn }, { abortSignal: signal });
        const all: TargetGroup[] = [];
        for await (const { TargetGroups = [] } of pages) all.push(...TargetGroups);
        return all;
      }),
    );
    return [
      ...groups.flat().flatMap(foundOf),
      ...missing(
        some,
        LoadBalancers.map((one) => one.LoadBalancerName),
      ),
    ];
  });

const foundOf = ({ TargetGroupName: resource, TargetGroupArn: arn }: TargetGroup): readonly Found[] =>
  resource === undefined || arn === undefined ? [] : [{ resource, arn }];

/** `Reason` and `Description` are absent when healthy; `TargetHealth` may be missing. Elastic Load Balancing API. */
const targetOf = ({ Target, TargetHealth }: TargetHealthDescription): Target => ({
  id: Target?.Id ?? 'unknown',
  state: TargetHealth?.State ?? 'unavailable',
  ...(TargetHealth?.Reason === undefined ? {} : { reason: TargetHealth.Reason }),
  ...(TargetHealth?.Description === undefined ? {} : { description: TargetHealth.Description }),
  ...(Target?.AvailabilityZone === undefined ? {} : { zone: Target.AvailabilityZone }),
});
