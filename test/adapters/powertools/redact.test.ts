import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, redactText } from '../../../adapters/powertools/redact.ts';

const phones = ['+46701234567', '+1 (415) 555-0132', '+49-30-901820', 'tel:030 901820', '+44.20.7946.0018'];
test.each(phones)('the phone number %s is taken out', (phone) => {
  const clean = redactText(`called ${phone} twice`);
  expect(clean).toBe('called [phone] twice');
});

const addresses = ['ana@example.com', 'on.call+night@mail.example.co.uk', 'jörg@müller.example'];
test.each(addresses)('the address %s is taken out', (address) => {
  expect(redactText(`mail to <${address}>.`)).toBe('mail to <[address]>.');
});

test.each([
  ['Authorization: Bearer abc.def-123_x==', 'Authorization: Bearer [token]'],
  ['bearer   eyJhbGciOiJIUzI1NiJ9.e30.sig', 'bearer [token]'],
  ['Basic dXNlcjpwYXNz', 'Basic [token]'],
])('the token in "%s" is taken out', (text, clean) => {
  expect(redactText(text)).toBe(clean);
});

const harmless = [
  'arn:aws:cloudwatch:eu-north-1:210987654321:alarm:checkout-5xx',
  '2026-03-14T09:26:53+0000',
  '2026-03-14T09:26:53.000+00:00',
  'k7q1-1@12#0',
  'opened 1773480413000, version 12',
  'value 12.5 + 3 is greater than 10',
  '09:26:53.000+0000 2026-03-14',
  'https://example.com/a?b=c',
];
test.each(harmless)('"%s" is left as it is', (text) => {
  expect(redactText(text)).toBe(text);
});

test('fields are cleaned however deep, in errors, causes, lists and names', () => {
  const error = new Error('no answer from ana@example.com', { cause: new TypeError('+46701234567') });
  const clean = redact({
    list: [{ to: '+46701234567' }],
    error,
    'ana@example.com': 1,
    seen: new Map([['who', 'ana@example.com']]),
    count: 3,
    none: null,
    big: 12n,
  });
  const text = JSON.stringify(clean);
  expect(text).not.toMatch(/ana@|46701234567/u);
  expect(clean).toMatchObject({
    list: [{ to: '[phone]' }],
    error: {
      name: 'Error',
      message: 'no answer from [address]',
      cause: { name: 'TypeError', message: '[phone]' },
    },
    '[address]': 1,
    count: 3,
    none: null,
    big: '12',
  });
});

test('what a secret name holds is taken out whole', () => {
  expect(redact({ token: 'abc', authorization: 'x', Endpoint: '0701234567', name: 'ana' })).toEqual({
    token: '[redacted]',
    authorization: '[redacted]',
    Endpoint: '[redacted]',
    name: 'ana',
  });
});

test('what goes in circles comes to an end', () => {
  const circle: Record<string, unknown> = { name: 'ring' };
  circle['self'] = circle;
  expect(JSON.stringify(redact(circle))).toContain('[too deep]');
});

test('no international number survives between any words', () => {
  const digits = fc.stringMatching(/^\+[1-9]\d{7,13}$/u);
  const words = fc.stringMatching(/^[a-z ,:]{0,12}$/u);
  fc.assert(
    fc.property(words, digits, words, (before, phone, after) => {
      expect(redactText(`${before}${phone}${after}`)).not.toContain(phone);
    }),
  );
});
