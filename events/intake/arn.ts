import { type ARN, build, parse, validate } from '@aws-sdk/util-arn-parser';

/**
 * The parts of an ARN, or undefined where it is none. Region and account may be empty, as AWS allows. The resource is
 * everything after the account, colons included.
 */
export const parseArn = (value: string | undefined): ARN | undefined => {
  if (value === undefined || !validate(value)) return undefined;
  const arn = parse(value);
  const { partition, service, region, accountId, resource } = arn;
  const isComplete = partition !== '' && service !== '' && resource !== '';
  return isComplete && !/\s/u.test(`${partition}${service}${region}${accountId}`) ? arn : undefined;
};

/** AWS SDKs, `partitions.json`: the partition of each region, by its beginning. */
const partitions: readonly (readonly [region: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

const partitionOf = (region: string): string =>
  partitions.find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'aws';

export const buildArn = (service: string, region: string, account: string, resource: string): string =>
  build({ partition: partitionOf(region), service, region, accountId: account, resource });

/** The first of these that is an ARN of this service and whose resource has this beginning. */
export const findArn = (
  candidates: readonly string[],
  service: string,
  resourcePrefix: string,
): string | undefined =>
  candidates.find((candidate) => {
    const arn = parseArn(candidate);
    return arn?.service === service && arn.resource.startsWith(resourcePrefix);
  });
