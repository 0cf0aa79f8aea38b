import { cleanLine, cleanText } from '../../domain/kernel/clean-text.ts';
import type { Signal, Transition } from '../../domain/signal/signal.ts';

/** A transition with its signal takes at most this many bytes of JSON in the record. */
export const MAX_TRANSITION_BYTES = 4096;
/** Sort keys hold at most 1,024 bytes (DynamoDB), and the id stands there behind a prefix. */
export const MAX_ID_BYTES = 900;
export const MAX_NAME = 256;
export const MAX_DESCRIPTION = 1000;
export const MAX_REASON = 1000;
const MAX_FACT = 200;
export const MAX_METRICS = 10;
export const MAX_DIMENSIONS = 30;
export const MAX_EXPRESSIONS = 10;
export const MAX_TAGS = 50;
export const MAX_RESOURCES = 20;

const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(text).length;

/** At most `max` code points, so that no character of any script is cut in two. An ellipsis marks the cut. */
const shorten = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const points = Array.from(text.slice(0, max * 2 + 2));
  return (points.length <= max ? points.join('') : `${points.slice(0, max - 1).join('')}…`).toWellFormed();
};

/** What is looked at of a text, however long it is: what is cleaned away may stand before what is kept. */
const LOOKED_AT = 4;

/** At most `max` characters of a text that may have several lines, cleaned. */
export const cut = (text: string, max: number): string =>
  shorten(cleanText(text.slice(0, max * LOOKED_AT)), max);

/** At most `max` characters in one line, cleaned. */
export const line = (text: string, max: number): string =>
  shorten(cleanLine(text.slice(0, max * LOOKED_AT)), max);

/** FNV-1a, 32 bits: enough to tell over-long ids apart, which are very rare. */
const hash = (text: string, seed: number): string => {
  let value = seed;
  for (const byte of encoder.encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
};

/** The id itself. One too long for a key becomes its beginning and a hash of the whole. */
export const boundedId = (id: string): string => {
  const wellFormed = id.toWellFormed();
  if (bytesOf(wellFormed) <= MAX_ID_BYTES) return wellFormed;
  const beginning = Array.from(wellFormed.slice(0, 400)).slice(0, 200).join('');
  return `${beginning.toWellFormed()}~${hash(wellFormed, 0x811c9dc5)}${hash(wellFormed, 0x01234567)}`;
};

export type Facts = Signal['facts'];

/** The facts that have a value; texts in one line and cut. */
export const factsOf = (told: Readonly<Record<string, string | number | boolean | undefined>>): Facts => {
  const facts: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(told)) {
    if (value === undefined || value === '') continue;
    facts[line(name, MAX_FACT)] = typeof value === 'string' ? line(value, MAX_FACT) : value;
  }
  return facts;
};

const firstEntries = <V>(map: Readonly<Record<string, V>>, count: number): Record<string, V> =>
  Object.fromEntries(Object.entries(map).slice(0, count));

const shortened = (
  map: Readonly<Record<string, string>>,
  count: number,
  max: number,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(map)
      .slice(0, count)
      .map(([name, value]) => [line(name, 128), line(value, max)]),
  );

const boundSignal = (signal: Signal, room: Room): Signal => ({
  ...signal,
  name: line(signal.name, room.name),
  ...(signal.description === undefined ? {} : { description: cut(signal.description, room.text) }),
  tags: shortened(signal.tags, room.tags, room.value),
  metrics: signal.metrics
    .slice(0, room.metrics)
    .map((metric) => ({ ...metric, dimensions: shortened(metric.dimensions, room.dimensions, room.value) })),
  expressions: signal.expressions.slice(0, room.expressions).map((expression) => line(expression, room.text)),
  ...(signal.alarmRule === undefined ? {} : { alarmRule: cut(signal.alarmRule, room.text) }),
  resources: signal.resources.slice(0, room.resources).map((resource) => line(resource, room.value)),
  facts: firstEntries(signal.facts, room.facts),
});

interface Room {
  readonly name: number;
  readonly text: number;
  readonly value: number;
  readonly tags: number;
  readonly metrics: number;
  readonly dimensions: number;
  readonly expressions: number;
  readonly resources: number;
  readonly facts: number;
}

/** What is kept of a transition, from the documented bounds down to what always fits. */
const rooms: readonly [Room, ...Room[]] = [
  {
    name: MAX_NAME,
    text: MAX_DESCRIPTION,
    value: 256,
    tags: MAX_TAGS,
    metrics: MAX_METRICS,
    dimensions: MAX_DIMENSIONS,
    expressions: MAX_EXPRESSIONS,
    resources: MAX_RESOURCES,
    facts: 30,
  },
  {
    name: 256,
    text: 300,
    value: 200,
    tags: 50,
    metrics: 10,
    dimensions: 10,
    expressions: 3,
    resources: 5,
    facts: 30,
  },
  {
    name: 256,
    text: 160,
    value: 120,
    tags: 20,
    metrics: 4,
    dimensions: 6,
    expressions: 2,
    resources: 3,
    facts: 12,
  },
  {
    name: 128,
    text: 80,
    value: 60,
    tags: 10,
    metrics: 2,
    dimensions: 4,
    expressions: 1,
    resources: 2,
    facts: 6,
  },
  {
    name: 64,
    text: 40,
    value: 40,
    tags: 0,
    metrics: 0,
    dimensions: 0,
    expressions: 0,
    resources: 0,
    facts: 0,
  },
];

/**
 * The transition, cut to what the record keeps: first by the bounds above, then step by step until its JSON fits
 * `MAX_TRANSITION_BYTES`. The fact `cut` says that something was left out.
 */
export const fitTransition = (transition: Transition): Transition => {
  let fitted = within(transition, rooms[0]);
  for (const room of rooms.slice(1)) {
    if (bytesOf(JSON.stringify(fitted)) <= MAX_TRANSITION_BYTES) break;
    fitted = within(transition, room, { cut: true });
  }
  return fitted;
};

const within = ({ reason, ...rest }: Transition, room: Room, mark: Facts = {}): Transition => {
  const signal = boundSignal(rest.signal, room);
  return {
    ...rest,
    signal: { ...signal, facts: { ...signal.facts, ...mark } },
    ...(reason === undefined ? {} : { reason: line(reason, room.text) }),
  };
};
