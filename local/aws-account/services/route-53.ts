import {
  GetHealthCheckStatusCommand,
  ListHostedZonesByNameCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
  Route53Client,
  type HostedZone as SdkHostedZone,
} from '@aws-sdk/client-route-53';
import { own } from '../../../domain/kernel/own.ts';
import { stableUuid } from '../estate/ids.ts';
import { when } from '../estate/pages.ts';
import type { HostedZone } from '../situation/parts.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

/** Amazon Route 53 API reference: up to 100 zones and 300 record sets a page. */
const mostZones = 100;
const mostRecords = 300;

const limitOf = (given: number | undefined, most: number): number => {
  if (given === undefined) return most;
  if (given >= 1) return Math.min(given, most);
  throw new AwsError('InvalidInput', 'The value of MaxItems must be at least 1.');
};

const isIp = (text: string): boolean => /^[\d.]+$|:/.test(text);

/** DNS names in the order that Route 53 lists them: by their labels, from the last one on. */
const sortKey = (name: string): string => name.split('.').filter(Boolean).reverse().join('.');

const byName = (a: string, b: string): number =>
  sortKey(a) < sortKey(b) ? -1 : sortKey(a) > sortKey(b) ? 1 : 0;

const describeZone = (id: string, zone: HostedZone): SdkHostedZone => ({
  Id: `/hostedzone/${id}`,
  Name: zone.name,
  CallerReference: stableUuid(id),
  Config: { PrivateZone: zone.private },
  ResourceRecordSetCount: Object.keys(zone.records).length,
});

const listHostedZonesByName = operation(ListHostedZonesByNameCommand, (input, world) => {
  const { DNSName: from, HostedZoneId: fromId } = input;
  const limit = limitOf(input.MaxItems, mostZones);
  const zones = Object.entries(world.estate.hostedZones)
    .map(([id, zone]) => describeZone(id, zone))
    .sort((a, b) => byName(a.Name ?? '', b.Name ?? ''))
    .filter(
      ({ Name: name = '' }) =>
        from === undefined || byName(name, from.endsWith('.') ? from : `${from}.`) >= 0,
    );
  const [next] = zones.slice(limit);
  return {
    HostedZones: zones.slice(0, limit),
    ...when('DNSName', from),
    ...when('HostedZoneId', fromId),
    IsTruncated: next !== undefined,
    ...when('NextDNSName', next?.Name),
    ...when('NextHostedZoneId', next?.Id?.replace('/hostedzone/', '')),
    MaxItems: limit,
  };
});

const recordsOf = ({ records }: HostedZone): readonly ResourceRecordSet[] =>
  Object.entries(records)
    .map(
      ([name, record]): ResourceRecordSet => ({
        Name: name.split(' ')[0],
        Type: record.type,
        ...when('SetIdentifier', record.set),
        ...when('Failover', record.failover),
        ...when('HealthCheckId', record.healthCheck),
        ...(record.alias === undefined
          ? { TTL: record.ttlSeconds, ResourceRecords: record.values.map((Value) => ({ Value })) }
          : {
              AliasTarget: {
                HostedZoneId: record.alias.zone,
                DNSName: record.alias.to,
                EvaluateTargetHealth: record.alias.evaluate,
              },
            }),
      }),
    )
    .sort((a, b) => byName(a.Name ?? '', b.Name ?? ''));

const listResourceRecordSets = operation(ListResourceRecordSetsCommand, (input, world) => {
  const { HostedZoneId: asked = '', StartRecordName: from, StartRecordType: type } = input;
  const zone = own(world.estate.hostedZones, asked.replace('/hostedzone/', ''));
  if (zone === undefined) throw new AwsError('NoSuchHostedZone', `No hosted zone found with ID: ${asked}`);
  const limit = limitOf(input.MaxItems, mostRecords);
  const records = recordsOf(zone).filter(({ Name: name = '', Type: own = '' }) => {
    if (from === undefined) return true;
    const order = byName(name, from.endsWith('.') ? from : `${from}.`);
    return order > 0 || (order === 0 && (type === undefined || own >= type));
  });
  const [next] = records.slice(limit);
  return {
    ResourceRecordSets: records.slice(0, limit),
    IsTruncated: next !== undefined,
    ...when('NextRecordName', next?.Name),
    ...when('NextRecordType', next?.Type),
    MaxItems: limit,
  };
});

const getHealthCheckStatus = operation(GetHealthCheckStatusCommand, ({ HealthCheckId: id = '' }, world) => {
  const check = own(world.estate.healthChecks, id);
  if (check === undefined)
    throw new AwsError('NoSuchHealthCheck', `A health check with id ${id} does not exist.`);
  return {
    HealthCheckObservations: check.checkers.map(({ region, status, at }, index) => ({
      Region: region as 'eu-west-1',
      IPAddress: isIp(check.host) ? check.host : `198.51.100.${index + 1}`,
      StatusReport: { Status: status, CheckedTime: world.date(at) },
    })),
  };
});

export const route53 = serviceOf(new Route53Client(nowhere), [
  listHostedZonesByName,
  listResourceRecordSets,
  getHealthCheckStatus,
]);
