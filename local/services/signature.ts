import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { AccessKey } from '../kernel/access-key.ts';

/** A request as it came in. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query, as on the wire. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why a request is refused. */
export type SignatureProblem = 'missing' | 'incomplete' | 'unknown-key' | 'wrong-signature';

interface Authorization {
  readonly accessKeyId: string;
  /** `20261128/eu-west-1/sqs/aws4_request` */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const shape =
  /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/(\d{8}\/[^/,\s]+\/[^/,\s]+\/aws4_request), *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/;

const readAuthorization = (header: string): Authorization | undefined => {
  const [, accessKeyId, scope, names, signature] = shape.exec(header) ?? [];
  if (accessKeyId === undefined || scope === undefined || names === undefined || signature === undefined)
    return undefined;
  return { accessKeyId, scope, signedHeaders: names.split(';'), signature };
};

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const canonicalQuery = (query: string): string =>
  [...new URLSearchParams(query)]
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort()
    .join('&');

const canonicalRequest = (
  { method, target, headers, body }: SignedRequest,
  names: readonly string[],
): string => {
  const [path = '/', query = ''] = target.split('?', 2);
  const lines = names.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  return [
    method,
    path.split('/').map(escaped).join('/'),
    canonicalQuery(query),
    lines.join(''),
    names.join(';'),
    sha256(body),
  ].join('\n');
};

/** The key of a day, region and service: four hashes that most requests share. */
const keyOf = (secret: string, scope: string): Buffer =>
  scope.split('/').reduce<Buffer | string>(hmac, `AWS4${secret}`) as Buffer;

/**
 * Checks requests by Signature Version 4 against one access key. AWS Identity and Access Management User Guide,
 * "Create a signed AWS API request"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). Signatures in the
 * query (presigned addresses) are not taken: no client of these services makes them.
 */
export const signatureChecker = ({ accessKeyId, secretAccessKey }: AccessKey) => {
  let last: { readonly scope: string; readonly key: Buffer } | undefined;
  const signingKey = (scope: string): Buffer => {
    if (last?.scope !== scope) last = { scope, key: keyOf(secretAccessKey, scope) };
    return last.key;
  };
  return (request: SignedRequest): SignatureProblem | undefined => {
    const { authorization: header, 'x-amz-date': atText } = request.headers;
    if (header === undefined) return 'missing';
    const given = readAuthorization(header);
    if (given === undefined || !given.signedHeaders.includes('host') || typeof atText !== 'string')
      return 'incomplete';
    if (given.accessKeyId !== accessKeyId) return 'unknown-key';
    const hash = sha256(canonicalRequest(request, given.signedHeaders));
    const text = ['AWS4-HMAC-SHA256', atText, given.scope, hash].join('\n');
    const signature = hmac(signingKey(given.scope), text);
    return timingSafeEqual(signature, Buffer.from(given.signature, 'hex')) ? undefined : 'wrong-signature';
  };
};
