import type { FindLoadBalancerPaths } from '../../adapters/elbv2/load-balancer-paths.ts';
import { targetOf } from '../../domain/triage/checks/service-graph.ts';
import {
  dependencyMetrics,
  graphOfMetrics,
  loadBalancersOf,
} from '../../domain/triage/dependency-metrics.ts';
import type { GraphSubject } from '../../domain/triage/facts/service-graph.ts';
import type { Asked, Looker, Seen } from '../../protocol/ports/check.ts';

/** Whom a service depends on, as tocsin.yml lists it, with the metrics that CloudWatch has of each. */
export const createDependenciesLooker =
  (metrics: Looker<'load-balancer'>, findPaths: FindLoadBalancerPaths) =>
  async (asked: Asked<'service-graph'>, subject: GraphSubject): Promise<Seen<'service-graph'>> => {
    const paths = await findPaths(loadBalancersOf(subject), asked.signal);
    const subjects = dependencyMetrics(subject, paths, asked);
    const seen = subjects.length === 0 ? [] : await metrics({ ...asked, subjects });
    const failed = seen.find((one) => 'error' in one);
    if (failed !== undefined) return { ...failed, resource: subject.service };
    const answered = seen.flatMap((one) => ('facts' in one ? [one.facts] : []));
    return { resource: subject.service, facts: graphOfMetrics(subject, paths, answered, asked) };
  };

const isKnown = (seen: Seen<'service-graph'>): boolean =>
  'facts' in seen && targetOf(seen.facts) !== undefined;

/**
 * Traces first: they tell who really called whom. Where they hold nothing of the service, what tocsin.yml lists; both are
 * asked at once, since a check has little time.
 */
export const createGraphLooker =
  (
    traces: Looker<'service-graph'>,
    dependencies: ReturnType<typeof createDependenciesLooker>,
  ): Looker<'service-graph'> =>
  (asked) =>
    Promise.all(
      asked.subjects.map(async (subject): Promise<Seen<'service-graph'>> => {
        const { service } = subject;
        const failed = (error: unknown) => [{ resource: service, error }];
        const isListed = subject.dependencies.length > 1;
        const [[traced], listed] = await Promise.all([
          traces({ ...asked, subjects: [subject] }).catch(failed),
          isListed
            ? dependencies(asked, subject).catch((error) => ({ resource: service, error }))
            : undefined,
        ]);
        if (traced !== undefined && isKnown(traced)) return traced;
        if (listed !== undefined && isKnown(listed)) return listed;
        return traced ?? listed ?? { resource: service, error: new Error('nobody answered') };
      }),
    );
