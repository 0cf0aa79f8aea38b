import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { StaticStructureSchema } from '@smithy/types';
import type { Wire } from './operation.ts';

/** An answer as it goes out. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A schema's number for a text, as Smithy's TypeScript schemas have it. */
export const text = 0;

/** A structure's schema, by its members' schemas. */
export const structure = (name: string, members: Readonly<Record<string, unknown>>): StaticStructureSchema =>
  [3, 'tocsin', name, 0, Object.keys(members), Object.values(members)] as unknown as StaticStructureSchema;

/** A value as XML, by its schema; the root is named as the schema is. */
export const writeXml = (
  { protocolSettings }: Wire,
  schema: StaticStructureSchema,
  value: object,
): string => {
  const writer = new XmlShapeSerializer({
    timestampFormat: { useTrait: true, default: 5 },
    xmlNamespace: protocolSettings.xmlNamespace ?? '',
    serviceNamespace: protocolSettings.defaultNamespace ?? '',
  });
  writer.write(schema, value);
  return String(writer.flush());
};

/** An answer in XML. */
export const xmlAnswer = (status: number, requestId: string, body: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

const mediaTypes: Readonly<Record<string, string>> = {
  'aws.protocols#awsJson1_0': 'application/x-amz-json-1.0',
  'aws.protocols#awsJson1_1': 'application/x-amz-json-1.1',
  'aws.protocols#restJson1': 'application/json',
};

/** The headers of an answer in JSON. */
export const jsonHeaders = ({ protocol }: Wire, requestId: string): Record<string, string> => ({
  'content-type': mediaTypes[protocol.getShapeId()] ?? 'application/json',
  'x-amzn-requestid': requestId,
});
