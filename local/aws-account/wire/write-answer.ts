import { NormalizedSchema } from '@smithy/core/schema';
import type { Operation, Service, Wire } from './operation.ts';
import { jsonHeaders, structure, text, type WireAnswer, writeXml, xmlAnswer } from './wire-answer.ts';

const membersOf = (schema: unknown): Record<string, unknown> =>
  Object.fromEntries(NormalizedSchema.of(schema as never).structIterator());

const queryAnswer = (wire: Wire, { schema }: Operation, output: object, requestId: string): WireAnswer => {
  const [, , name, , , outputSchema] = schema;
  const result = `${name}Result`;
  const whole = structure(`${name}Response`, {
    [result]: outputSchema,
    ResponseMetadata: structure('ResponseMetadata', { RequestId: text }),
  });
  return xmlAnswer(
    200,
    requestId,
    writeXml(wire, whole, { [result]: output, ResponseMetadata: { RequestId: requestId } }),
  );
};

const ec2Answer = (wire: Wire, { schema }: Operation, output: object, requestId: string): WireAnswer => {
  const whole = structure(`${schema[2]}Response`, { requestId: text, ...membersOf(schema[5]) });
  return xmlAnswer(200, requestId, writeXml(wire, whole, { ...output, requestId }));
};

const restXmlAnswer = (wire: Wire, { schema }: Operation, output: object, requestId: string): WireAnswer => {
  const whole = structure(`${schema[2]}Response`, membersOf(schema[5]));
  return xmlAnswer(200, requestId, writeXml(wire, whole, output));
};

/** The codec's own kind of bytes warns of what a plain one may do. */
const bytesOf = (flushed: string | Uint8Array): string | Uint8Array =>
  typeof flushed === 'string' ? flushed : new Uint8Array(flushed);

const jsonAnswer = (wire: Wire, { schema }: Operation, output: object, requestId: string): WireAnswer => {
  const writer = wire.protocol.getPayloadCodec().createSerializer();
  writer.write(NormalizedSchema.of(schema[5]), output);
  return { status: 200, headers: jsonHeaders(wire, requestId), body: bytesOf(writer.flush()) };
};

/** What the service answers, written as its client reads it: by the client's own schema of the operation. */
export const writeAnswer = (
  { wire }: Service,
  operation: Operation,
  output: object,
  requestId: string,
): WireAnswer => {
  switch (wire.protocol.getShapeId()) {
    case 'aws.protocols#awsQuery':
      return queryAnswer(wire, operation, output, requestId);
    case 'aws.protocols#ec2Query':
      return ec2Answer(wire, operation, output, requestId);
    case 'aws.protocols#restXml':
      return restXmlAnswer(wire, operation, output, requestId);
    default:
      return jsonAnswer(wire, operation, output, requestId);
  }
};
