import { stableHex } from '../../estate/ids.ts';
import { pageSize } from '../../estate/limits.ts';
import type { World } from '../../estate/world.ts';
import { AwsError } from '../../wire/aws-error.ts';

export const databaseArn = (world: World, name: string): string => world.arn('rds', `db:${name}`);

export const clusterArn = (world: World, name: string): string => world.arn('rds', `cluster:${name}`);

const invalid = (message: string): AwsError =>
  new AwsError('InvalidParameterValue', message, { status: 400 });

/** Amazon RDS API reference: 20 to 100 records a page. */
export const sizeOf = (given: number | undefined): number =>
  pageSize(given, { field: 'maxRecords', least: 20, most: 100, usual: 100, code: 'InvalidParameterValue' });

export const badMarker = (marker: string | undefined) => (): AwsError => invalid(`Invalid marker: ${marker}`);

export const endpointOf = (world: World, name: string, port: number) => ({
  Address: `${name}.${stableHex(world.accountId, 12)}.${world.region}.rds.amazonaws.com`,
  Port: port,
  HostedZoneId: 'Z29XKXDKYMONMX',
});

export const unknownFilter = (name: string): AwsError => invalid(`Unrecognized filter name: ${name}`);

export const isNamed = (
  nameOrArn: string | undefined,
  name: string | undefined,
  arn: string | undefined,
): boolean => nameOrArn === undefined || nameOrArn === name || nameOrArn === arn;
