import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { SignatureProblem } from './signature.ts';

/** `json`: DynamoDB and EventBridge. `query`: SNS and SQS, which answers its JSON protocol with the names of both. */
export type Protocol = 'json' | 'query';

interface Words {
  /** The error's name in the JSON protocols. */
  readonly type: string;
  /** The error's name in the query protocol. */
  readonly code: string;
  readonly message: string;
}

/**
 * AWS's own words. Amazon DynamoDB Developer Guide, "Error handling with DynamoDB"; Amazon SNS and Amazon SQS API
 * references, "Common Errors" (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html).
 */
const words: Readonly<Record<SignatureProblem, Words>> = {
  missing: {
    type: 'MissingAuthenticationTokenException',
    code: 'MissingAuthenticationToken',
    message: 'Request is missing Authentication Token',
  },
  incomplete: {
    type: 'IncompleteSignatureException',
    code: 'IncompleteSignature',
    message: 'The request signature does not conform to AWS standards.',
  },
  'unknown-key': {
    type: 'UnrecognizedClientException',
    code: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  },
  'wrong-signature': {
    type: 'InvalidSignatureException',
    code: 'SignatureDoesNotMatch',
    message:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  },
};

const remedy = 'The access key of this host stands in endpoints.json and in what it printed at its start.';

const answerJson = (
  response: ServerResponse,
  { type, code, message }: Words,
  protocol: Protocol,
  mediaType: string,
) => {
  const compatible = protocol === 'query' ? { 'x-amzn-query-error': `${code};Sender` } : {};
  response
    .writeHead(protocol === 'query' ? 403 : 400, {
      'content-type': mediaType,
      'x-amzn-requestid': randomUUID(),
      ...compatible,
    })
    .end(JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message: `${message} ${remedy}` }));
};

const answerXml = (response: ServerResponse, { code, message }: Words): void => {
  const id = randomUUID();
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message} ${remedy}</Message></Error>`;
  response
    .writeHead(403, { 'content-type': 'text/xml', 'x-amzn-requestid': id })
    .end(
      `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${error}<RequestId>${id}</RequestId></ErrorResponse>`,
    );
};

/** Refuses a request as the service would whose protocol it speaks: by its media type, else by the listener's. */
export const refuse = (
  response: ServerResponse,
  problem: SignatureProblem,
  protocol: Protocol,
  mediaType: string | undefined,
): void => {
  const json = /^application\/x-amz-json-1\.[01]/.exec(mediaType ?? '')?.[0];
  if (json !== undefined || protocol === 'json')
    answerJson(response, words[problem], protocol, json ?? 'application/x-amz-json-1.0');
  else answerXml(response, words[problem]);
};
