import type { IncomingHttpHeaders } from 'node:http';

/** Names of the loopback address that the host listens on. */
const ownNames = new Set(['127.0.0.1', 'localhost']);

const nameIn = (authority: string): string => authority.replace(/:\d*$/, '').toLowerCase();

/**
 * Why a request does not come from a program on this machine, or undefined where it may. A web page reaches the
 * loopback address, too: under a name of its own that resolves to it (DNS rebinding), which `Host` shows, or from
 * another origin, which `Origin` shows. A tunnel's other port is this machine still.
 */
export const foreignHeader = ({ host, origin }: IncomingHttpHeaders): 'Host' | 'Origin' | undefined => {
  if (host === undefined || !ownNames.has(nameIn(host))) return 'Host';
  return origin === undefined || origin === `http://${host}` ? undefined : 'Origin';
};

/** What is said to a request that is refused for that header. */
export const foreignMessage = (header: 'Host' | 'Origin'): string =>
  header === 'Host'
    ? 'The local host answers to 127.0.0.1 and localhost only, whatever name leads here.'
    : 'The local host answers no web page of another origin.';
