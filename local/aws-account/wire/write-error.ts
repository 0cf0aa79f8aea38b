import { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from './aws-error.ts';
import type { Service, Wire } from './operation.ts';
import { jsonHeaders, structure, text, type WireAnswer, writeXml, xmlAnswer } from './wire-answer.ts';

interface Registry {
  find(predicate: (schema: unknown) => boolean): unknown;
}

/** The service's own schema of an error; undefined where it has none of that name. */
const errorSchema = ({ protocolSettings }: Wire, code: string): NormalizedSchema | undefined => {
  const registries = (protocolSettings.errorTypeRegistries ?? []) as readonly Registry[];
  for (const registry of registries) {
    const found = registry.find((schema) => NormalizedSchema.of(schema as never).getName() === code);
    if (found !== undefined) return NormalizedSchema.of(found as never);
  }
  return undefined;
};

interface ErrorWords {
  readonly code: string;
  readonly status: number;
}

/** The code and status of an error in the query protocols may differ from its name: its schema says so. */
const queryWords = (wire: Wire, error: AwsError): ErrorWords => {
  const { awsQueryError, httpError } = errorSchema(wire, error.code)?.getMergedTraits() ?? {};
  const [code, status] = (awsQueryError as [string, number] | undefined) ?? [];
  return { code: code ?? error.code, status: error.status ?? status ?? Number(httpError ?? 400) };
};

const queryError = (wire: Wire, error: AwsError, requestId: string): WireAnswer => {
  const { code, status } = queryWords(wire, error);
  const fields = Object.fromEntries(Object.keys(error.fields).map((name) => [name, text]));
  const inner = structure('Error', { Type: text, Code: text, Message: text, ...fields });
  const whole = structure('ErrorResponse', { Error: inner, RequestId: text });
  const fault = status < 500 ? 'Sender' : 'Receiver';
  const value = { Type: fault, Code: code, Message: error.message, ...error.fields };
  return xmlAnswer(status, requestId, writeXml(wire, whole, { Error: value, RequestId: requestId }));
};

const ec2Error = (wire: Wire, error: AwsError, requestId: string): WireAnswer => {
  const inner = structure('Error', { Code: text, Message: text });
  const whole = structure('Response', { Errors: structure('Errors', { Error: inner }), RequestID: text });
  const value = { Errors: { Error: { Code: error.code, Message: error.message } }, RequestID: requestId };
  return xmlAnswer(error.status ?? 400, requestId, writeXml(wire, whole, value));
};

const jsonError = (wire: Wire, error: AwsError, requestId: string): WireAnswer => {
  const { code, status } = queryWords(wire, error);
  const isRest = wire.protocol.getShapeId() === 'aws.protocols#restJson1';
  return {
    status: isRest ? status : (error.status ?? 400),
    headers: {
      ...jsonHeaders(wire, requestId),
      'x-amzn-errortype': error.code,
      ...('awsQueryCompatible' in wire.protocol && wire.protocol.awsQueryCompatible === true
        ? { 'x-amzn-query-error': `${code};Sender` }
        : {}),
    },
    body: JSON.stringify({ __type: error.code, message: error.message, ...error.fields }),
  };
};

/** An error, written as the service's client reads it. */
export const writeError = ({ wire }: Service, error: AwsError, requestId: string): WireAnswer => {
  switch (wire.protocol.getShapeId()) {
    case 'aws.protocols#awsQuery':
    case 'aws.protocols#restXml':
      return queryError(wire, error, requestId);
    case 'aws.protocols#ec2Query':
      return ec2Error(wire, error, requestId);
    default:
      return jsonError(wire, error, requestId);
  }
};
