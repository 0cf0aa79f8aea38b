import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../config/parse.ts';
import { own } from '../../domain/kernel/own.ts';
import { operations } from '../../events/contracts/api/operations.ts';
import { parseIntake } from '../../events/intake/parse-intake.ts';
import { context, sampleNames, sampleText } from '../events/intake/messages.ts';
import { createApiWorld } from '../functions/serve-api/api-world.ts';

/** What every object inherits. To a plain look-up these are known names. */
const inherited = Object.getOwnPropertyNames(Object.prototype);

/** One of each sort, where each costs a whole call: a function, a setter, what is called in passing. */
const telling = ['constructor', '__proto__', 'toString'];

/** As long as `name` and of the same signs, so that nothing but a look-up can tell the two apart. */
const stranger = (name: string): string => name.replaceAll('o', 'q').replaceAll('t', 'j');

type Step = string | number;
type Change = 'value' | 'key';

const stepsOf = (value: unknown, path: readonly Step[] = []): readonly (readonly Step[])[] => {
  if (Array.isArray(value)) return value.flatMap((member, n) => stepsOf(member, [...path, n]));
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? [path] : [];
  return [
    ...Object.entries(value).flatMap(([name, member]) => stepsOf(member, [...path, name])),
    ...(path.length === 0 ? [] : [path]),
  ];
};

/** A copy in which the text at this path is another, or the key that leads there. */
const changed = (value: unknown, path: readonly Step[], change: Change, name: string): unknown => {
  const [step, ...rest] = path;
  if (step === undefined) return name;
  if (Array.isArray(value))
    return value.map((member, n) => (n === step ? changed(member, rest, change, name) : member));
  const isLast = rest.length === 0;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, member]) => {
      if (key !== step) return [key, member];
      if (isLast && change === 'key') return [name, member];
      return [key, changed(member, rest, change, name)];
    }),
  );
};

/** Both answers, with the one name in place of the other: they must be the same. */
const expectNoDifference = (name: string, answerTo: (name: string) => unknown, what: string): void => {
  const plain = JSON.stringify(answerTo(stranger(name)));
  const told = JSON.stringify(answerTo(name))
    .replaceAll(name, stranger(name))
    .replaceAll(name.toLowerCase(), stranger(name).toLowerCase());
  expect(told, what).toBe(plain);
};

test('a table knows only what was put into it', () => {
  for (const name of inherited) {
    expect(own({}, name)).toBeUndefined();
    expect(own(Object.fromEntries([[name, 1]]), name)).toBe(1);
  }
});

describe('an inherited name is a name like any other', () => {
  test.each(sampleNames)('in every text and key of the event %s', (sample) => {
    const event: unknown = JSON.parse(sampleText(sample));
    for (const path of stepsOf(event)) {
      for (const change of ['value', 'key'] as const) {
        for (const name of inherited) {
          const read = (as: string) => parseIntake(JSON.stringify(changed(event, path, change, as)), context);
          expectNoDifference(name, read, `${change} ${path.join('.')} as ${name}`);
        }
      }
    }
  });

  test('within the message of an SNS envelope', () => {
    const { Message, ...envelope } = JSON.parse(sampleText('sns-metric-alarm'));
    const alarm: unknown = JSON.parse(Message);
    for (const path of stepsOf(alarm)) {
      for (const change of ['value', 'key'] as const) {
        for (const name of inherited) {
          const read = (as: string) =>
            parseIntake(
              JSON.stringify({ ...envelope, Message: JSON.stringify(changed(alarm, path, change, as)) }),
              context,
            );
          expectNoDifference(name, read, `${change} ${path.join('.')} as ${name}`);
        }
      }
    }
  });

  test.each(
    Object.values(operations).map((operation) => [`${operation.method} ${operation.path}`, operation]),
  )('in every text, key and parameter of the call %s', async (_title, operation) => {
    const example = 'body' in operation ? operation.body.example : undefined;
    const ask = async (path: string, query: string, body: unknown): Promise<unknown> => {
      const api = createApiWorld();
      const id = await api.declared();
      const answer = await api.ask(path.replace('{id}', id), {
        method: operation.method,
        query,
        token: 'secret-of-ada',
        ...(body === undefined ? {} : { body }),
      });
      // An id is made of a name, and so differs with it.
      return [answer.status, answer.text.replaceAll(/\b[0-9a-f]{12}(?:-\d)?\b/gu, 'an-id')];
    };
    const compare = async (name: string, answerTo: (name: string) => Promise<unknown>): Promise<void> => {
      const [told, plain] = await Promise.all([answerTo(name), answerTo(stranger(name))]);
      expectNoDifference(name, (as) => (as === name ? told : plain), `${operation.path} as ${name}`);
    };
    for (const name of telling) {
      await compare(name, (as) => ask(operation.path, `${as}=1`, example));
      await compare(name, (as) => ask(operation.path, `status=${as}&cursor=${as}&limit=${as}`, example));
      await compare(name, (as) => ask(operation.path.replace('{id}', as), '', example));
      for (const path of stepsOf(example)) {
        for (const change of ['value', 'key'] as const)
          await compare(name, (as) => ask(operation.path, '', changed(example, path, change, as)));
      }
    }
  });

  test('of an audience that is paged by hand', async () => {
    const api = createApiWorld();
    const id = await api.declared();
    for (const name of inherited) {
      const { status, text } = await api.post(`/incidents/${id}/escalate`, { audiences: [name] });
      expect([status, text.includes(name)]).toEqual([400, true]);
    }
  });

  test('in every word of the configuration', () => {
    const file = [
      'audiences: { primary: [{ email: a@shop.test, only: { kinds: [page, raw], severities: [SEV1] } }], fallback: [{ email: b@shop.test }] }',
      'policies: { calm: { rungs: [{ id: first, page: [primary], timeout: 90s }], quietHours: { from: "22:30", to: "06:00", timeZone: UTC } } }',
      'policyBySeverity: { SEV4: calm }',
      'services: [{ name: shop, match: [{ alarm: "orders-*" }, { tags: { team: pay } }] }]',
      'rules: [{ name: noise, match: { kind: deployment, dimensions: { Queue: x } }, severity: SEV4, scenario: outage, service: shop }]',
      'tags: { severity: prio }',
      'databases: { orders: { storage: 1TiB } }',
      'experts: { outage: [primary] }',
      'triggers: { regulatory: [experts] }',
      'updateAudiences: { SEV4: [primary] }',
      'clocks: { clearHold: 1m, expiry: { certificate: 30d } }',
    ].join('\n');
    const usable = inherited.filter((name) => name !== '__proto__');
    const words = [...file.matchAll(/[\w*-]{3,}/gu)];
    for (const { 0: word, index } of words) {
      for (const name of usable) {
        const read = (as: string) => {
          const parsed = parseConfiguration(`${file.slice(0, index)}${as}${file.slice(index + word.length)}`);
          if (!parsed.ok) return parsed;
          const { version: _, ...configuration } = parsed.configuration;
          return { ...parsed, configuration };
        };
        expectNoDifference(name, read, `${word} as ${name}`);
      }
    }
  });
});

test.each([
  'audiences: { primary: [{ email: a@shop.test }], fallback: [{ email: b@shop.test }], __proto__: [] }',
  'rules: [{ name: x, match: { alarm: y, tags: { __proto__: z } }, ignore: true }]',
  'databases: { __proto__: { storage: 1TiB } }',
])('a key that the schemas would pass over is refused: %s', (text) => {
  const parsed = parseConfiguration(text);
  expect(parsed.ok ? [] : parsed.mistakes.map(({ message }) => message)).toContain(
    '"__proto__" is no name here: choose another',
  );
});
