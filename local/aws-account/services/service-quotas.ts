import {
  GetServiceQuotaCommand,
  ListServiceQuotasCommand,
  type ServiceQuota,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { own } from '../../../domain/kernel/own.ts';
import { pageSize } from '../estate/limits.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { Quota } from '../situation/oversight.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

const notThere = (): AwsError =>
  new AwsError(
    'NoSuchResourceException',
    'The request failed because the specified quota or service does not exist.',
  );

const describeQuota = (world: World, code: string, quota: Quota): ServiceQuota => ({
  ServiceCode: quota.service,
  ServiceName: quota.serviceName ?? quota.service,
  QuotaArn: world.arn('servicequotas', `${quota.service}/${code}`),
  QuotaCode: code,
  QuotaName: quota.name,
  Value: quota.value,
  Unit: quota.unit,
  Adjustable: quota.adjustable,
  GlobalQuota: false,
  ...when(
    'UsageMetric',
    quota.usage === undefined
      ? undefined
      : {
          MetricNamespace: 'AWS/Usage',
          MetricName: 'ResourceCount',
          MetricDimensions: {
            Class: quota.usage.class,
            Resource: quota.usage.resource,
            Service: quota.usage.service,
            Type: quota.usage.type,
          },
          MetricStatisticRecommendation: 'Maximum',
        },
  ),
  QuotaAppliedAtLevel: 'ACCOUNT',
});

const getServiceQuota = operation(
  GetServiceQuotaCommand,
  ({ ServiceCode: service, QuotaCode: code = '' }, world) => {
    const quota = own(world.estate.quotas, code);
    if (quota === undefined || quota.service !== service) throw notThere();
    return { Quota: describeQuota(world, code, quota) };
  },
);

const listServiceQuotas = operation(ListServiceQuotasCommand, (input, world) => {
  const { ServiceCode: service, QuotaCode: code, NextToken: token } = input;
  const found = Object.entries(world.estate.quotas).filter(
    ([one, quota]) => quota.service === service && (code === undefined || one === code),
  );
  if (found.length === 0) throw notThere();
  const size = pageSize(input.MaxResults, {
    field: 'maxResults',
    least: 1,
    most: 100,
    usual: 100,
    code: 'IllegalArgumentException',
  });
  const page = pageOf(found, {
    ...{ token, size, about: [service, code] },
    invalid: () => new AwsError('InvalidPaginationTokenException', 'Invalid input was provided.'),
  });
  return {
    Quotas: page.items.map(([one, quota]) => describeQuota(world, one, quota)),
    ...when('NextToken', page.next),
  };
});

export const serviceQuotas = serviceOf(new ServiceQuotasClient(nowhere), [
  getServiceQuota,
  listServiceQuotas,
]);
