import { createHash } from 'node:crypto';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** So many hexadecimal digits that are always the same for a text: what AWS would have chosen once. */
export const stableHex = (text: string, length: number): string => digest(text).slice(0, length);

/** The same in the form of a UUID. */
export const stableUuid = (text: string): string => {
  const hex = digest(text);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

/** The same as so many digits. */
export const stableDigits = (text: string, length: number): string =>
  BigInt(`0x${digest(text)}`)
    .toString()
    .slice(0, length);

/** The subnet of a zone, of which the estate has one each. */
export const subnetOf = (zone: string): string => `subnet-${stableHex(zone, 17)}`;

/** The one network of a region. */
export const vpcOf = (region: string): string => `vpc-${stableHex(region, 17)}`;
