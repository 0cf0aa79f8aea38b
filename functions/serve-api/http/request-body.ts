import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { invalid, ProblemError } from '../problems/problem-error.ts';
import { headerOf } from './header.ts';
import { refuseJson } from './json-mistake.ts';

/** Notes have 4,000 characters and eight facts 2,000 each; 64 KB holds them in any script. */
const MAX_BODY_BYTES = 65_536;

/**
 * The JSON object of a request body; undefined where there is none.
 * @throws ProblemError 413, 415, or 400 with the place of the mistake
 */
export const readBody = (event: APIGatewayProxyEventV2): Readonly<Record<string, unknown>> | undefined => {
  const { body = '', isBase64Encoded } = event;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length === 0) return undefined;
  if (bytes.length > MAX_BODY_BYTES) {
    throw new ProblemError('body-too-large', {
      detail: `The body has ${bytes.length} bytes: send at most ${MAX_BODY_BYTES}, and link to what is longer`,
    });
  }
  checkType(headerOf(event, 'content-type'));
  const value = parse(bytes.toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('', `must be a JSON object, not ${kindOf(value)}`);
  }
  return { ...value };
};

/** What people call a JSON value's type. */
export const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

const checkType = (type: string | undefined): void => {
  const [media = '', ...parameters] = (type ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  if (media === 'application/json' && isUtf8) return;
  throw new ProblemError('unsupported-media-type', {
    detail: 'Send the body as JSON in UTF-8, with the header Content-Type: application/json',
    headers: { accept: 'application/json' },
  });
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return refuseJson(text);
  }
};
