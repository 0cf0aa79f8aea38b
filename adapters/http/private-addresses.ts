import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';

/** An address that a health check must not reach. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

/** Ranges that are not the internet's: IANA, "Special-Purpose Address Registry" (IPv4 and IPv6). */
const ranges: readonly (readonly [address: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::1', 128, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  // 6to4 and Teredo: tunnels to an IPv4 address that stands in them.
  ['2001::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fd00:ec2::', 32, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/**
 * Link-local, and the metadata service's own, is never a service's address: an instance's credentials are there. EC2 User
 * Guide, "Instance metadata".
 */
const neverReached = new BlockList();
const privateRanges = new BlockList();
const own: readonly string[] = ['0.0.0.0', '169.254.0.0', '::', '2001::', '2002::', 'fe80::', 'fd00:ec2::'];

/** IPv6 addresses that end in an IPv4 address: of NAT64 (RFC 6052), of SIIT (RFC 7915), and "compatible" ones (RFC 4291). */
const prefixes = ['64:ff9b::', '::ffff:0:', '::'] as const;

for (const [address, bits, family] of ranges)
  for (const list of own.includes(address) ? [privateRanges, neverReached] : [privateRanges]) {
    list.addSubnet(address, bits, family);
    if (family === 'ipv4')
      // `::` and `::1` have rows of their own.
      for (const prefix of prefixes)
        if (prefix !== '::' || address !== '0.0.0.0')
          list.addSubnet(`${prefix}${address}`, 96 + bits, 'ipv6');
  }

/** Whether a health check may reach this address. An IPv4 address mapped into IPv6 counts as itself. */
export const mayReach = (address: string, isPrivate: boolean): boolean => {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  return !(isPrivate ? neverReached : privateRanges).check(address, family);
};

/** How a name is looked up: Node's own way. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Resolves as a connection is made, so that the address that was checked is the one that is connected to: an answer of
 * the DNS that changes meanwhile helps nobody.
 */
export const guardedLookup =
  (mayConnect: (address: string) => boolean, resolve: Resolve = lookup): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const [first] = addresses;
      if (first === undefined || addresses.some(({ address }) => !mayConnect(address)))
        return done(new PrivateAddressError(`${hostname} has a private address`), '', 0);
      return options.all === true ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
