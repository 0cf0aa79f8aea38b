import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../config/parse.ts';
import { operations } from '../../events/contracts/api/operations.ts';
import { parseTimer } from '../../events/contracts/timer.ts';
import { EnvironmentError, readEnvironment } from '../../functions/wiring/environment.ts';

/** The compiler's remedies show an address of example.com: the contacts are of another domain. */
const file = readFileSync(new URL('../../tocsin.yml', import.meta.url), 'utf8').replaceAll(
  '@example.com',
  '@oncall.test',
);
const contacts = [...file.matchAll(/[\w.]+@[\w.]+/g)].map(([contact]) => contact);
const marks = [
  '',
  ' ',
  '\t',
  ':',
  '-',
  '[',
  '{',
  '"',
  "'",
  '#',
  '&a',
  '*a',
  '!!js',
  '\u0000',
  '\ud800',
  '\r',
  '🔥',
];

/** One change of a text: something put in, something taken out, or a line moved elsewhere. */
const change = fc.tuple(fc.nat(), fc.nat(40), fc.constantFrom(...marks), fc.boolean());

const changed = (text: string, [at, length, mark, moves]: readonly [number, number, string, boolean]) => {
  const place = at % (text.length + 1);
  if (!moves) return `${text.slice(0, place)}${mark}${text.slice(place + length)}`;
  const lines = text.split('\n');
  const [line = ''] = lines.splice(at % lines.length, 1);
  lines.splice((at * 7 + length) % (lines.length + 1), 0, `${mark}${line}`);
  return lines.join('\n');
};

test('a damaged tocsin.yml is a configuration or a list of placed mistakes that repeat no contact (I10)', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const parsed = parseConfiguration(changes.reduce(changed, file));
      if (parsed.ok) {
        const compiled = JSON.stringify(parsed.configuration);
        for (const contact of contacts) expect(compiled).not.toContain(contact);
        return;
      }
      expect(parsed.mistakes.length).toBeGreaterThan(0);
      for (const { line, column, path, message } of parsed.mistakes) {
        expect(Math.min(line, column)).toBeGreaterThan(0);
        expect(path).not.toBe('');
        expect(message).not.toBe('');
        for (const contact of contacts) expect(`${path} ${message}`).not.toContain(contact);
      }
    }),
    { numRuns: 500 },
  );
});

test('whatever the environment is, it is accepted, or refused by the name of a variable', () => {
  const names = [
    'TABLE_NAME',
    'TOPIC_ARN_PREFIX',
    'TIMER_QUEUE_URL',
    'UNDECIDED_QUEUE_URL',
    'DEAD_QUEUE_URL',
    'QUIET_QUEUE_URLS',
  ];
  const all = [...names, 'EVENT_BUS_NAME', 'OWN_ALARM_PREFIX', 'TOCSIN_TIME_SCALE'];
  const environment = fc.dictionary(fc.constantFrom(...all), fc.oneof(fc.string(), fc.constant('60')));
  fc.assert(
    fc.property(environment, (variables) => {
      try {
        readEnvironment(variables);
      } catch (error) {
        expect(error).toBeInstanceOf(EnvironmentError);
        expect(all.some((name) => String(error).includes(name))).toBe(true);
      }
    }),
  );
});

test('any text on the timer queue is a timer or none', () => {
  const timer = fc
    .record({ incidentId: fc.jsonValue(), dueAtMs: fc.jsonValue() })
    .map((it) => JSON.stringify(it));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), timer), (text) => {
      const parsed = parseTimer(text);
      if (parsed === undefined) return;
      expect(parsed.incidentId).not.toBe('');
      expect(Number.isFinite(parsed.dueAtMs)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

describe('a request schema refuses or accepts any JSON, and what it accepts is well formed', () => {
  const bodies = Object.entries(operations).flatMap(([id, { body }]) => {
    return body === undefined ? [] : [{ id, schema: body.schema }];
  });
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  const value = fc.oneof(text, fc.jsonValue(), fc.constantFrom('SEV1', 'outage', 'root-cause-unknown'));
  const keys = [
    'title',
    'service',
    'severity',
    'scenario',
    'note',
    'impact',
    'statements',
    'audiences',
    '__proto__',
  ];
  const anyBody = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...keys), value));
  test.each(bodies)('$id', ({ schema }) => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const { success, data } = schema.safeParse(body);
        if (success) expect(JSON.stringify(data)).not.toMatch(/(?<!\\)(?:\\\\)*\\ud[89a-f]/);
      }),
      { numRuns: 300 },
    );
  });
});
