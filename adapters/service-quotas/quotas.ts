import {
  GetServiceQuotaCommand,
  type MetricInfo,
  type ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import type { MetricSubject, Point } from '../../domain/triage/facts/metrics.ts';
import type { Asked, Looker, Seen } from '../../protocol/ports/check.ts';

const HOUR_MS = 60 * 60_000;

type Usage = (
  subjects: readonly MetricSubject[],
  asked: Pick<Asked<'quotas'>, 'onsetMs' | 'nowMs' | 'signal'>,
) => Promise<readonly (readonly Point[])[]>;

/**
 * Quotas of EC2 by their code, and how much of each is used.
 * @param usageOf the points of a metric: a quota says which of CloudWatch's tells its use
 */
export const createQuotasLooker =
  (client: ServiceQuotasClient, usageOf: Usage): Looker<'quotas'> =>
  ({ subjects, ...asked }) =>
    Promise.all(
      subjects.map(async (code): Promise<Seen<'quotas'>> => {
        try {
          const command = new GetServiceQuotaCommand({ ServiceCode: 'ec2', QuotaCode: code });
          const { Quota } = await client.send(command, { abortSignal: asked.signal });
          if (Quota?.Value === undefined) throw new NoSuchQuotaError(code);
          const subject = metricOf(code, Quota.UsageMetric);
          const [points = []] = subject === undefined ? [] : await usageOf([subject], asked);
          const used = points.length === 0 ? {} : { used: Math.max(...points.map(({ value }) => value)) };
          return {
            resource: code,
            facts: { code, name: Quota.QuotaName ?? code, value: Quota.Value, ...used },
          };
        } catch (error) {
          return { resource: code, error };
        }
      }),
    );

class NoSuchQuotaError extends Error {
  override readonly name = 'QuotaNotFound';
}

const metricOf = (resource: string, metric: MetricInfo | undefined): MetricSubject | undefined => {
  const { MetricNamespace: namespace, MetricName: name, MetricDimensions: dimensions = {} } = metric ?? {};
  if (namespace === undefined || name === undefined) return undefined;
  const stat = metric?.MetricStatisticRecommendation ?? 'Maximum';
  // AWS writes usage every 5 minutes. CloudWatch User Guide, "AWS usage metrics".
  const asked = { stat, periodS: 300, spanMs: HOUR_MS, before: 'now' } as const;
  return { resource, series: [{ name: 'used', metric: { namespace, name, dimensions }, ...asked }] };
};
