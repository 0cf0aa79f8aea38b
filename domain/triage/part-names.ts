/**
 * A part's name without what surrounds it: X-Ray has a database as `orders@checkout-orders.c1a2.eu-west-1.rds.amazonaws.com`,
 * and tells parts of one name apart by their type, in brackets.
 */
const plainName = (part: string): string => {
  const name = part.replace(/ \([^()]*\)$/, '').toLowerCase();
  const host = name.slice(name.lastIndexOf('@') + 1);
  return host.endsWith('.amazonaws.com') ? (host.split('.')[0] ?? host) : host;
};

/** Whether a part of a graph is what somebody else knows by this name. Case does not count: names of hosts have none. */
export const isNamed = (part: string, name: string): boolean =>
  part.toLowerCase() === name.toLowerCase() || plainName(part) === plainName(name);
