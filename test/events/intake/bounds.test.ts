import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Transition } from '../../../domain/signal/signal.ts';
import {
  boundedId,
  cut,
  factsOf,
  fitTransition,
  line,
  MAX_ID_BYTES,
  MAX_TRANSITION_BYTES,
} from '../../../events/intake/bounds.ts';

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

describe('cut', () => {
  test('keeps what is short enough', () => {
    expect(cut('Bestellung', 10)).toBe('Bestellung');
  });

  test('counts code points, not halves of them', () => {
    expect(cut('🔔🔔🔔🔔', 4)).toBe('🔔🔔🔔🔔');
    expect(cut('🔔🔔🔔🔔🔔', 4)).toBe('🔔🔔🔔…');
  });

  test('never makes a text that is longer than allowed or not well-formed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer({ min: 1, max: 40 }),
        (text, max) => {
          const short = cut(text, max);
          expect(Array.from(short).length).toBeLessThanOrEqual(max);
          expect(short.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

test('a line has no line breaks, which would break the subject of a mail', () => {
  expect(line(' CPU\r\nBcc: everybody\u0000 ', 256)).toBe('CPU Bcc: everybody');
});

describe('an id', () => {
  test('stays as it is while it fits a key', () => {
    const arn = `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${'я'.repeat(255)}`;
    expect(boundedId(arn)).toBe(arn);
  });

  test('that is too long for a key is shortened to one that differs by the whole', () => {
    const long = '警'.repeat(300_000);
    const one = boundedId(`${long}1`);
    const other = boundedId(`${long}2`);
    expect(bytes(one)).toBeLessThanOrEqual(MAX_ID_BYTES);
    expect(one).not.toBe(other);
    expect(boundedId(`${long}1`)).toBe(one);
  });
});

test('facts leave out what nobody told', () => {
  expect(factsOf({ a: undefined, b: '', c: 0, d: false, e: 'x' })).toEqual({ c: 0, d: false, e: 'x' });
});

describe('a transition of a huge event', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 3000 });
  const map = fc.dictionary(fc.string({ minLength: 1, maxLength: 200 }), text, { maxKeys: 60 });
  const huge = fc.record({
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }),
    description: text,
    tags: map,
    dimensions: map,
    facts: map,
    texts: fc.array(text, { maxLength: 30 }),
  });

  test('fits the record, under the same id', () => {
    fc.assert(
      fc.property(huge, ({ name, description, tags, dimensions, facts, texts }) => {
        const transition: Transition = {
          signal: {
            id: boundedId(name.repeat(100)),
            kind: 'alarm',
            name,
            description,
            account: '111122223333',
            region: 'eu-west-1',
            tags,
            metrics: texts.map((metric) => ({
              namespace: cut(metric, 256),
              name: cut(metric, 256),
              dimensions,
            })),
            expressions: texts,
            alarmRule: description,
            resources: texts,
            facts: factsOf(facts),
          },
          state: 'ALARM',
          atMs: 1,
          reason: description,
        };
        const fitted = fitTransition(transition);
        expect(bytes(JSON.stringify(fitted))).toBeLessThanOrEqual(MAX_TRANSITION_BYTES);
        expect(fitted.signal.id).toBe(transition.signal.id);
      }),
      { numRuns: 60 },
    );
  });

  test('says that it was cut', () => {
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`tag${n}`, 'x'.repeat(250)]));
    const fitted = fitTransition({
      signal: {
        id: 'alarm:checkout',
        kind: 'alarm',
        name: 'checkout',
        account: '111122223333',
        region: 'eu-west-1',
        tags,
        metrics: [],
        expressions: [],
        resources: [],
        facts: {},
      },
      state: 'ALARM',
      atMs: 1,
    });
    expect(fitted.signal.facts['cut']).toBe(true);
    expect(fitted.signal.tags['tag0']).toMatch(/^x+…$/);
  });

  test('that is small stays whole', () => {
    const transition: Transition = {
      signal: {
        id: 'alarm:checkout',
        kind: 'alarm',
        name: 'checkout',
        account: '111122223333',
        region: 'eu-west-1',
        tags: { team: 'payments' },
        metrics: [{ namespace: 'AWS/EC2', name: 'CPUUtilization', dimensions: { InstanceId: 'i-1' } }],
        expressions: ['m1 * 2'],
        resources: ['i-1'],
        facts: { evaluationState: 'PARTIAL_DATA' },
      },
      state: 'OK',
      atMs: 1,
    };
    expect(fitTransition(transition)).toEqual(transition);
  });
});
