import {
  type ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';

/** `app/<name>/<id>`: the value of CloudWatch's dimension `LoadBalancer`. */
const path = /:loadbalancer\/(app\/([^/]+)\/[^/]+)$/;

/** Application load balancers by their names, as CloudWatch knows them. One that does not exist is absent. */
export type FindLoadBalancerPaths = (
  names: readonly string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, string>>;

/**
 * Asks for all of the region: AWS refuses a call whose names are not all there, and 400 come in a page.
 */
export const createLoadBalancerPaths =
  (client: ElasticLoadBalancingV2Client): FindLoadBalancerPaths =>
  async (names, abortSignal) => {
    const found = new Map<string, string>();
    if (names.length === 0) return found;
    for await (const { LoadBalancers = [] } of paginateDescribeLoadBalancers({ client }, {}, { abortSignal }))
      for (const { LoadBalancerArn = '' } of LoadBalancers) {
        const [, known = '', name = ''] = path.exec(LoadBalancerArn) ?? [];
        if (names.includes(name)) found.set(name, known);
      }
    return found;
  };
