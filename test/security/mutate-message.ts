import type { Random } from '../simulation/random.ts';

type Place = { readonly holder: Record<string, unknown>; readonly key: string };

const oddTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  'a\udfffb',
  '\u202egnirts',
  'e\u0301\u0301\u0301',
  '\ufeff',
  '🔥'.repeat(300),
  'データベース',
  "'; DROP TABLE incidents; --",
  '$'.concat('{jndi:ldap://x}'),
  '../../etc/passwd',
  '\r\nX-Injected: 1',
  '__proto__',
  'constructor',
  '2026-13-45T99:99:99Z',
  '+275760-09-13T00:00:00.001Z',
  '9'.repeat(400),
  'ALARM',
  'OK',
];

const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  -1,
  1e308,
  5e-324,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  { toString: 1 },
  { length: 1e9 },
];

const placesOf = (value: unknown, found: Place[] = []): Place[] => {
  if (typeof value !== 'object' || value === null) return found;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    found.push({ holder, key });
    placesOf(holder[key], found);
  }
  return found;
};

const oddValue = (random: Random): unknown => {
  if (random.chance(0.5)) return random.pick(oddTexts);
  if (random.chance(0.05)) return 'x'.repeat(random.pick([1_000, 70_000, 300_000]));
  return structuredClone(random.pick(oddValues));
};

/** Replaces, takes away, renames, doubles or moves something within one message. */
const changes: readonly ((place: Place, random: Random, other: () => Place | undefined) => void)[] = [
  ({ holder, key }, random) => {
    holder[key] = oddValue(random);
  },
  ({ holder, key }) => {
    delete holder[key];
  },
  ({ holder, key }, random) => {
    Object.defineProperty(holder, random.pick(oddTexts), {
      value: holder[key],
      enumerable: true,
      configurable: true,
      writable: true,
    });
    delete holder[key];
  },
  ({ holder, key }) => {
    holder[key] = [holder[key], structuredClone(holder[key])];
  },
  ({ holder, key }) => {
    holder[key] = { [key]: holder[key] };
  },
  ({ holder, key }) => {
    holder[key] = JSON.stringify(holder[key]);
  },
  ({ holder, key }, random) => {
    const value = holder[key];
    holder[key] = `${typeof value === 'string' ? value : JSON.stringify(value)}${random.pick(oddTexts)}`;
  },
  ({ holder, key }, _random, other) => {
    const from = other();
    if (from !== undefined) holder[key] = structuredClone(from.holder[from.key]);
  },
];

/** Changes of the text itself: what no JSON value can be made to say. */
const textChanges: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => {
    const at = random.below(text.length + 1);
    return `${text.slice(0, at)}${random.pick(['{', '}', '[', '"', ',', '\\', '\u0000', 'é', '\ud83d'])}${text.slice(at)}`;
  },
  // The same key twice, with another value.
  (text, random) => {
    const keys = [...text.matchAll(/"([A-Za-z-]+)":/g)];
    if (keys.length === 0) return text;
    const { 0: key, index } = random.pick(keys);
    return `${text.slice(0, index)}${key}${JSON.stringify(oddValue(random))},${text.slice(index)}`;
  },
  (text, random) => {
    const depth = random.pick([10, 100, 1_000, 20_000]);
    const [open, close] = random.pick([
      ['[', ']'],
      ['{"detail":', '}'],
    ] as const);
    return text.replace(/:\s*"[^"]*"/, `:${open.repeat(depth)}1${close.repeat(depth)}`);
  },
  (text) => JSON.stringify({ Type: 'Notification', TopicArn: 'arn:aws:sns:eu-west-1:1:t', Message: text }),
  (text, random) => {
    let wrapped = text;
    for (let level = random.below(7); level >= 0; level -= 1)
      wrapped = JSON.stringify({ Records: [{ body: wrapped }, ...(random.chance(0.3) ? [{}] : [])] });
    return wrapped;
  },
  (text) => `${text}${text}`,
];

/** A message that was once a sample: one to four changes, the same for the same generator. */
export const mutateMessage = (samples: readonly string[], random: Random): string => {
  const message: unknown = JSON.parse(random.pick(samples));
  const other = () => {
    const places = placesOf(JSON.parse(random.pick(samples)));
    return places.length === 0 ? undefined : random.pick(places);
  };
  for (let left = random.below(4); left >= 0; left -= 1) {
    const places = placesOf(message);
    if (places.length > 0) random.pick(changes)(random.pick(places), random, other);
  }
  const text = JSON.stringify(message);
  return random.chance(0.35) ? random.pick(textChanges)(text, random) : text;
};
