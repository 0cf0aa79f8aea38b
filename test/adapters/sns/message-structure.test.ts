import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageStructureOf } from '../../../adapters/sns/message-structure.ts';
import { sampleMessage } from './sample-message.ts';

const LIMIT = 256 * 1024;
const { texts } = sampleMessage();
const structureOf = (changes: Partial<typeof texts>) => {
  const message = messageStructureOf(sampleMessage({ texts: { ...texts, ...changes } }));
  expect(Buffer.byteLength(message)).toBeLessThan(LIMIT);
  return JSON.parse(message);
};

test('each protocol has its text, programs the JSON', () => {
  const { sms, email, json } = texts;
  expect(structureOf({})).toEqual({
    default: json,
    email,
    sms,
    http: json,
    https: json,
    sqs: json,
    lambda: json,
  });
});

test('a mail that is too long is cut and says so; programs lose nothing', () => {
  const structure = structureOf({ email: '支'.repeat(200_000) });
  expect(structure.email).toMatch(/^支{1000,}\n\[cut: /u);
  expect(structure.default).toBe(texts.json);
  expect(structure.sqs).toBe(texts.json);
});

test('JSON too long for a copy a protocol stands once, as what every protocol falls back to', () => {
  const json = JSON.stringify({ id: 'k7q', filler: 'x'.repeat(100_000) });
  const structure = structureOf({ json });
  expect(structure).toEqual({ default: json, email: texts.email, sms: texts.sms });
});

test('JSON that does not fit at all gives way to what the notice is', () => {
  const structure = structureOf({ json: JSON.stringify({ filler: 'x'.repeat(400_000) }) });
  expect(JSON.parse(structure.default)).toMatchObject({ id: sampleMessage().id, kind: 'page', cut: true });
  expect(structure.sms).toBe(texts.sms);
  expect(structure.email).toBe(texts.email);
});

test('whatever its texts, a message fits and can be parsed', () => {
  const long = fc
    .tuple(fc.string({ unit: 'binary', maxLength: 20 }), fc.integer({ min: 1, max: 30_000 }))
    .map(([s, n]) => s.repeat(n).slice(0, 300_000));
  fc.assert(
    fc.property(long, long, long, (email, json, sms) => {
      expect(structureOf({ email, json, sms })).toHaveProperty('default');
    }),
    { numRuns: 12 },
  );
});
