/** The parts of an ARN that intake reads. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All after the account, colons included. */
  readonly resource: string;
}

/** The parts of an ARN, or undefined where it is none. Region and account may be empty, as AWS allows. */
export const parseArn = (value: string | undefined): Arn | undefined => {
  const match = /^arn:([^:\s]+):([^:\s]+):([^:\s]*):([^:\s]*):(.+)$/su.exec(value ?? '');
  if (match === null) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = match;
  return { partition, service, region, account, resource };
};

const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('us-isob-')) return 'aws-iso-b';
  if (region.startsWith('us-iso-')) return 'aws-iso';
  return 'aws';
};

export const buildArn = (service: string, region: string, account: string, resource: string): string =>
  `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;

/** The first of these that is an ARN of this service whose resource begins so. */
export const findArn = (
  candidates: readonly string[],
  service: string,
  resourcePrefix: string,
): string | undefined =>
  candidates.find((candidate) => {
    const arn = parseArn(candidate);
    return arn?.service === service && arn.resource.startsWith(resourcePrefix);
  });
