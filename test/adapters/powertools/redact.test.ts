import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, redactText } from '../../../adapters/powertools/redact.ts';

const phones = [
  '+46701234567',
  '+1 (415) 555-0132',
  '+49-30-901820',
  'tel:030 901820',
  '+44.20.7946.0018',
  '+46 (0)70-123 45 67',
  '+46\u00a070\u2011123\u201345\u201367',
  '＋４６７０１２３４５６７',
  '+٤٦٧٠١٢٣٤٥٦٧',
  '+46\u200b701234567',
  '0046701234567',
  '0046 70 123 45 67',
  '00 1 (415) 555-0132',
  '00४६७०१२३४५६७',
  '(415) 555-0132',
  '(030) 901820',
  '415-555-0132',
  '415 555 0132',
  '004930901820',
  '1.415.555.0132',
  '0701234567',
  '070-123 45 67',
  '020 7946 0018',
  '06 12 34 56 78',
  '070/1234567',
];
test.each(phones)('the phone number %s is taken out', (phone) => {
  expect(redactText(`called ${phone} twice`)).toBe('called [phone] twice');
  expect(redactText(`pager "${phone}", then (${phone}).`)).toBe('pager "[phone]", then ([phone]).');
});

test.each([
  ['phone: 4670123456', 'phone: [phone]'],
  ['Tel. 8 701 23 45', 'Tel. [phone]'],
  ['{"phone_number":"4670123456"}', '{"phone_number":"[phone]"}'],
  ['to sms=12025550143,why', 'to sms=[phone],why'],
  ['+46701234567 2026-03-14 at night', '[phone] 2026-03-14 at night'],
  ['alarm:call-+15555550101', 'alarm:call-[phone]'],
])('of "%s" the number goes and the rest stays', (text, clean) => {
  expect(redactText(text)).toBe(clean);
});

const addresses = [
  'ana@example.com',
  'on.call+night@mail.example.co.uk',
  'jörg@müller.example',
  'ana＠example．com',
  'a\u00adna@exam\u200bple.com',
];
test.each(addresses)('the address %s is taken out', (address) => {
  expect(redactText(`mail to <${address}>.`)).toBe('mail to <[address]>.');
});

test.each([
  ['Authorization: Bearer abc.def-123_x==', 'Authorization: Bearer [token]'],
  ['bearer   eyJhbGciOiJIUzI1NiJ9.e30.sig', 'bearer [token]'],
  ['Basic dXNlcjpwYXNz', 'Basic [token]'],
  ['authorization: letmein', 'authorization: [token]'],
  ['Cookie: session=abc; theme=dark', 'Cookie: [redacted]'],
])('the token in "%s" is taken out', (text, clean) => {
  expect(redactText(text)).toBe(clean);
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

test('what a secret name holds is taken out whatever it is', () => {
  const held = { dbPassword: 12345, phone_number: ['0701234567'], clientSecret: { is: 'x' }, token: null };
  expect(redact(held)).toEqual({
    dbPassword: '[redacted]',
    phone_number: '[redacted]',
    clientSecret: '[redacted]',
    token: null,
  });
  expect(redact(new Map([['password', 'abc']]))).toEqual([['password', '[redacted]']]);
  expect(redact(Buffer.from('abc'))).toBe('[bytes]');
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
