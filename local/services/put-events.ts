import { randomUUID } from 'node:crypto';
import { isList, isObject, type Json, type JsonObject, objectIn } from '../kernel/json.ts';
import { nameInArn, type Place } from '../kernel/place.ts';

/** Amazon EventBridge API reference, PutEvents, and AWS Compute Blog of January 2026: ten entries, 1 MB together. */
const maxEntries = 10;
export const maxBytes = 1_048_576;

/** An entry that is accepted, or why it is not, in AWS's words for programs. */
export type Entry =
  | { readonly kind: 'accepted'; readonly bus: string; readonly event: JsonObject }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

/** A request that is refused as a whole. */
export interface RequestProblem {
  readonly kind: 'problem';
  readonly message: string;
}

const bytesIn = (value: Json | undefined): number =>
  typeof value === 'string' ? Buffer.byteLength(value) : 0;

/** Amazon EventBridge User Guide, "Calculating PutEvents event entry size": 14 bytes for a time. */
const sizeOf = (entry: JsonObject): number => {
  const resources = isList(entry['Resources']) ? entry['Resources'] : [];
  const texts = [entry['Source'], entry['DetailType'], entry['Detail'], ...resources];
  return texts.reduce<number>((sum, text) => sum + bytesIn(text), entry['Time'] === undefined ? 0 : 14);
};

const refused = (code: string, message: string): Entry => ({ kind: 'refused', code, message });

const isoTime = (value: Json | undefined): string => {
  const date =
    typeof value === 'number'
      ? new Date(value * 1000)
      : new Date(typeof value === 'string' ? value : Date.now());
  const known = Number.isNaN(date.getTime()) ? new Date() : date;
  return `${known.toISOString().slice(0, 19)}Z`;
};

/** Unlike AWS, takes `aws.*` sources: there is no other way for AWS's own events to come here. */
const readEntry = (value: Json, buses: readonly string[], place: Place): Entry => {
  if (!isObject(value)) return refused('MalformedDetail', 'An entry is not an object.');
  const { Source: source, DetailType: type, Detail: detail, EventBusName: bus = 'default' } = value;
  if (typeof source !== 'string' || source === '')
    return refused(
      'InvalidArgument',
      'Parameter Source is not valid. Reason: Source is a required argument.',
    );
  if (typeof type !== 'string' || type === '')
    return refused(
      'InvalidArgument',
      'Parameter DetailType is not valid. Reason: DetailType is a required argument.',
    );
  const parsed = typeof detail === 'string' ? objectIn(detail) : undefined;
  if (parsed === undefined)
    return refused('MalformedDetail', 'Detail is malformed: it is not the text of a JSON object.');
  const name = typeof bus === 'string' ? nameInArn(bus).replace(/^event-bus\//, '') : '';
  if (!buses.includes(name)) return refused('ResourceNotFoundException', `Event bus ${name} does not exist.`);
  const resources = isList(value['Resources'])
    ? value['Resources'].filter((one) => typeof one === 'string')
    : [];
  return {
    kind: 'accepted',
    bus: name,
    event: {
      version: '0',
      id: randomUUID(),
      'detail-type': type,
      source,
      account: place.accountId,
      time: isoTime(value['Time']),
      region: place.region,
      resources,
      detail: parsed,
    },
  };
};

/** Reads a PutEvents request: one result an entry, or the problem that refuses all of it. */
export const readPutEvents = (
  request: JsonObject,
  buses: readonly string[],
  place: Place,
): readonly Entry[] | RequestProblem => {
  const entries = request['Entries'];
  if (!isList(entries) || entries.length === 0) {
    return {
      kind: 'problem',
      message:
        "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length greater than or equal to 1",
    };
  }
  if (entries.length > maxEntries) {
    return {
      kind: 'problem',
      message: `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length less than or equal to ${maxEntries}`,
    };
  }
  const bytes = entries.reduce<number>((sum, entry) => sum + (isObject(entry) ? sizeOf(entry) : 0), 0);
  if (bytes > maxBytes) {
    return {
      kind: 'problem',
      message: `Total size of the entries in the request is over the limit: ${bytes} of ${maxBytes} bytes.`,
    };
  }
  return entries.map((entry) => readEntry(entry, buses, place));
};
