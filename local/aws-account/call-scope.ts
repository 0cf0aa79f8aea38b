import type { IncomingMessage } from 'node:http';

/** The region and service that a request is signed for; the guard has seen that there are some. */
export const scopeOf = ({
  headers,
}: IncomingMessage): { readonly region: string; readonly service: string } => {
  const [, region = '', service = ''] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  return { region, service };
};
