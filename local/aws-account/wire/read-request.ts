import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from './aws-error.ts';
import { formInput } from './form-input.ts';
import type { Operation, Service } from './operation.ts';
import { boundInput, labelsIn, type RestRoute } from './rest-input.ts';

/** A request as it came in, its body read. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  /** `X-Amz-Target`; empty where there is none. */
  readonly target: string;
  readonly body: Buffer;
}

/** What a request asks for: an operation that is built, with its input. */
export interface Asked {
  readonly operation: Operation;
  readonly input: object;
}

const knownNames = ({ operations }: Service): string => [...operations.keys()].sort().join(', ');

/** Not a word about what the account has: only that this cannot be asked here. */
const notBuilt = (service: Service, name: string, code: string): AwsError =>
  new AwsError(
    code,
    `The stand-in account does not answer ${name || 'this request'}: of this service it answers ${knownNames(service)}.`,
    { status: 400 },
  );

const find = (service: Service, name: string, code: string): Operation => {
  const operation = service.operations.get(name);
  if (operation === undefined) throw notBuilt(service, name, code);
  return operation;
};

const inputOf = ({ schema }: Operation): NormalizedSchema => NormalizedSchema.of(schema[4]);

const readForm = (service: Service, { body }: WireRequest, dialect: 'query' | 'ec2'): Asked => {
  const form = new URLSearchParams(body.toString('utf8'));
  const operation = find(service, form.get('Action') ?? '', 'InvalidAction');
  return { operation, input: formInput(inputOf(operation), form, dialect) };
};

const readPayload = async (service: Service, operation: Operation, body: Buffer): Promise<object> => {
  if (body.length === 0) return {};
  try {
    const value = await service.wire.protocol
      .getPayloadCodec()
      .createDeserializer()
      .read(inputOf(operation), body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AwsError('SerializationException', `The body cannot be read: ${error.message}`, {
      status: 400,
    });
  }
};

const readJson = async (service: Service, { target, body }: WireRequest): Promise<Asked> => {
  const name = target.slice(target.lastIndexOf('.') + 1);
  const operation = find(service, name, 'UnknownOperationException');
  return { operation, input: await readPayload(service, operation, body) };
};

const routeOf = ({ schema }: Operation): RestRoute => {
  const traits = schema[3];
  if (typeof traits !== 'object' || traits.http === undefined)
    throw new Error(`${schema[2]} has no path in its schema`);
  const [method, path] = traits.http;
  return { method, path };
};

const readRest = async (service: Service, { method, url, body }: WireRequest): Promise<Asked> => {
  for (const operation of service.operations.values()) {
    const labels = labelsIn(routeOf(operation), method, url.pathname);
    if (labels === undefined) continue;
    const bound = boundInput(inputOf(operation), labels, url.searchParams);
    return { operation, input: { ...(await readPayload(service, operation, body)), ...bound } };
  }
  throw notBuilt(service, `${method} ${url.pathname}`, 'UnknownOperationException');
};

/** What a request asks for, by the protocol that the service's client speaks; AwsError where that is not built. */
export const readRequest = async (service: Service, request: WireRequest): Promise<Asked> => {
  const protocol = service.wire.protocol.getShapeId();
  switch (protocol) {
    case 'aws.protocols#awsQuery':
      return readForm(service, request, 'query');
    case 'aws.protocols#ec2Query':
      return readForm(service, request, 'ec2');
    case 'aws.protocols#awsJson1_0':
    case 'aws.protocols#awsJson1_1':
      return readJson(service, request);
    case 'aws.protocols#restJson1':
    case 'aws.protocols#restXml':
      return readRest(service, request);
    default:
      throw new Error(`The stand-in account does not speak ${protocol}`);
  }
};
