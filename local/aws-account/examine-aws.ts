import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SNSClient } from '@aws-sdk/client-sns';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { AccessKey } from '../kernel/access-key.ts';
import { HostError } from '../kernel/host-error.ts';
import { close, listen, loopback } from '../kernel/loopback.ts';
import { readBody } from '../kernel/request-body.ts';
import { Sha256 } from '../kernel/sha256.ts';
import { guard } from '../services/guard.ts';
import { scopeOf } from './call-scope.ts';
import type { Account } from './start-account.ts';

/** Where triage looks: the stand-in account, or AWS itself, whose health URLs are reached without a proxy. */
export type ExaminedAccount = Omit<Account, 'healthUrl'> & { readonly healthUrl?: string };

export interface ExamineAwsOptions {
  /** What the functions sign with. */
  readonly credentials: AccessKey;
  readonly print: (line: string) => void;
  /** The caller's own; by default as the SDK and the AWS CLI find them. */
  readonly ownCredentials?: AwsCredentialIdentityProvider;
  /** Where a service answers in a region; by default AWS. */
  readonly endpointOf?: (service: string, region: string) => string;
}

/** What triage asks, by the names that calls are signed for. They are the services' host names, too. */
const services = new Set([
  'autoscaling',
  'cloudtrail',
  'codedeploy',
  'codepipeline',
  'ec2',
  'ecs',
  'elasticloadbalancing',
  'health',
  'lambda',
  'logs',
  'monitoring',
  'rds',
  'servicequotas',
  'xray',
]);

/** AWS General Reference, "Regional endpoints". */
const endpointAtAws = (service: string, region: string): string =>
  `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

/** Calls that change nothing, whatever the caller's credentials may do. */
const reads = /^(BatchGet|Describe|Filter|Get|List|Lookup)[A-Z]\w*$/;

/** X-Ray reads by POST, and names the call in its path. AWS X-Ray API Reference, "GetServiceGraph". */
const readingPaths: ReadonlySet<string> = new Set(['/ServiceGraph']);

/** Every name that a service might take for the call's: header, body, query. Of one that is a path of its own, method and path. */
const actionsOf = ({ headers, method, url = '/' }: IncomingMessage, body: Buffer): readonly string[] => {
  const target = headers['x-amz-target'];
  const named = [
    ...(target === undefined ? [] : [String(target).split('.').at(-1) ?? '']),
    ...new URLSearchParams(body.toString('utf8')).getAll('Action'),
    ...new URL(url, `http://${loopback}`).searchParams.getAll('Action'),
  ];
  return named.length === 0 ? [`${method} ${url}`] : named;
};

const isRead = (action: string): boolean => {
  const [method, path = ''] = action.split(' ');
  return reads.test(action) || (path !== '' && method === 'GET') || readingPaths.has(path);
};

/** Headers that say how a body is to be read, there and back. */
const asked = ['accept', 'content-type', 'x-amz-target', 'x-amzn-query-mode'];
const answered = ['content-type', 'x-amzn-errortype', 'x-amzn-query-error', 'x-amzn-requestid'];

/** A client of a check waits 3 s. */
const patienceMs = 5_000;

interface Forwarded {
  readonly service: string;
  readonly region: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The call again, signed with the caller's own credentials. */
const forward = async (
  { service, region, method, target, headers, body }: Forwarded,
  own: AwsCredentialIdentityProvider,
  endpoint: string,
): Promise<Response> => {
  const url = new URL(target, endpoint);
  const signer = new SignatureV4({ credentials: own, region, service, sha256: Sha256 });
  const { headers: signed } = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
    body,
  });
  const { host: _, ...sent } = signed;
  return fetch(url, {
    method,
    headers: sent,
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  });
};

const refuse = (response: ServerResponse, message: string): void => {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' };
  response.writeHead(403, headers).end(JSON.stringify({ __type: 'AccessDeniedException', message }));
};

/** As the SDK and the AWS CLI find them: variables, profiles, single sign-on, a process, instance metadata. */
const foundBySdk = (): AwsCredentialIdentityProvider => {
  const client = new SNSClient({ region: 'us-east-1' });
  return () => client.config.credentials();
};

const checkCredentials = async (own: AwsCredentialIdentityProvider): Promise<void> => {
  try {
    await own();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new HostError(
      `TOCSIN_TRIAGE=aws examines your own account, and there are no AWS credentials (${why}). Log in, or set AWS_PROFILE, so that "aws sts get-caller-identity" answers; or leave TOCSIN_TRIAGE out for the stand-in account.`,
    );
  }
};

const pick = (names: readonly string[], headers: (name: string) => string | null | undefined) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = headers(name);
      return value === null || value === undefined ? [] : [[name, value]];
    }),
  );

/** Most that a call of triage holds. */
const mostBytes = 1_048_576;

/**
 * Lets triage examine AWS itself: the functions' calls are signed again with the caller's own credentials, which stay in
 * this process, and sent on. Only calls that read, of the services that triage asks. Throws HostError without credentials.
 */
export const examineAws = async ({
  credentials,
  print,
  ownCredentials = foundBySdk(),
  endpointOf = endpointAtAws,
}: ExamineAwsOptions): Promise<ExaminedAccount> => {
  await checkCredentials(ownCredentials);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, mostBytes);
    const { service, region } = scopeOf(request);
    if (body === 'too-large') return refuse(response, 'The call is too large.');
    const actions = actionsOf(request, body);
    if (!services.has(service) || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region) || !actions.every(isRead))
      return refuse(
        response,
        `${service}:${actions.join(', ')} is no call that triage makes: nothing is sent to AWS.`,
      );
    const headers = pick(asked, (name) => request.headers[name]?.toString());
    const { method = 'POST', url: target = '/' } = request;
    const call = { service, region, method, target, headers, body };
    const answer = await forward(call, ownCredentials, endpointOf(service, region));
    const text = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, {
      ...pick(answered, (name) => answer.headers.get(name)),
      'content-length': text.length,
    });
    response.end(text);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      print(`WARN AWS could not be asked: ${error instanceof Error ? error.message : String(error)}`);
      response.destroy();
    });
  });
  guard(server, credentials, 'query');
  const port = await listen(server, 0);
  return {
    url: `http://${loopback}:${port}`,
    situation: () => 'aws',
    change: () =>
      Promise.reject(
        new HostError('The host examines AWS itself (TOCSIN_TRIAGE=aws): it has no situation to change.'),
      ),
    stop: () => close(server),
  };
};
