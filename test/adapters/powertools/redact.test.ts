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

/** Made up, and put together here, so that nobody who looks for real ones finds these. */
const made = (...parts: readonly string[]): string => parts.join('');
const letters = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY';
const hex = '0123456789abcdef0123456789abcdef';

const tokens = [
  made('tocsin', '_wrong-token-0123456789abcdef'),
  made('AKIA', 'IOSFODNN7EXAMPLE'),
  made('ASIA', 'IOSFODNN7EXAMPLE'),
  made('wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYEXAMPLEKEY'),
  made('IQoJb3JpZ2lu', 'X2VjEJr//////////wEaCXVzLWVhc3QtMSJH'),
  made('FwoGZXIvYXdz', 'EBYaDHjVxTqUkZ4bX0pZyiK'),
  made('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0In0', '.c2lnbmF0dXJl-_x'),
  made('ghp', '_', letters, 'abcd'),
  made('github_pat', '_11ABCDEFG0', letters),
  made('glpat', '-', letters.slice(0, 20)),
  made('xoxb', '-123456789012-', letters),
  made('xapp', '-1-A0123-', letters),
  made('sk', '_live_', letters),
  made('rk', '_test_', letters),
  made('whsec', '_', letters),
  made('sk', '-proj-', letters),
  made('AIza', 'SyA', letters),
  made('npm', '_', letters, 'abcd'),
  made('SG', '.', letters.slice(0, 22), '.', letters),
  made('SK', hex),
  made('dop', '_v1_', hex, hex),
  made('hvs', '.', letters),
  made('dapi', hex),
  made('NRAK', '-', letters.slice(0, 27)),
  made('glsa', '_', letters),
  made('shpat', '_', hex),
  made('123456789', ':AA', letters, 'ab'),
];
test.each(tokens)('the token %s is taken out', (token) => {
  for (const [before, after] of [
    ['refused ', ' at once'],
    ['{"message":"', '"}'],
    ['(', ')'],
    ['key=', ''],
  ] as const) {
    const clean = redactText(`${before}${token}${after}`);
    expect(clean).toMatch(/\[[a-z ]+\]/u);
    expect(clean.startsWith(before) && clean.endsWith(after)).toBe(true);
    expect(clean).not.toContain(token.slice(-12));
  }
});

const opening = [
  ['postgres://app:hunter2@db.internal:5432/shop', 'postgres://[credentials]@db.internal:5432/shop'],
  ['mongodb+srv://u:p%40ss@c0.mongo.test', 'mongodb+srv://[credentials]@c0.mongo.test'],
  ['mysql://root:a/b?c#d@10.0.0.7/x', 'mysql://[credentials]@10.0.0.7/x'],
  ['https://ana:secret@api.test/v1', 'https://[credentials]@api.test/v1'],
  ['redis://:pa55@cache.test:6379', 'redis://[credentials]@cache.test:6379'],
  [
    'Server=db;User ID=sa;Password=S3,cret&x;Encrypt=yes',
    'Server=db;User ID=sa;Password=[redacted];Encrypt=yes',
  ],
  ['AccountName=shop;AccountKey=abcdefgh+/12==;End=1', 'AccountName=shop;AccountKey=[redacted];End=1'],
  ['DB_PASSWORD=hunter2 node', 'DB_PASSWORD=[redacted] node'],
  ['spring.datasource.password: hunter2', 'spring.datasource.password: [redacted]'],
  ['{"password":"correct horse","user":"ana"}', '{"password":[redacted]","user":"ana"}'],
  ['{\\"clientSecret\\":\\"abc def\\"}', '{\\"clientSecret\\":[redacted]"}'],
  ['aws_secret_access_key = abcdefgh', 'aws_secret_access_key = [redacted]'],
  ['x-api-key: 0a1b2c3d4e', 'x-api-key: [redacted]'],
  ['psql --password hunter2 -h db', 'psql --password [redacted] -h db'],
  ['curl -u ana:hunter2 https://api.test', 'curl -u [redacted] https://api.test'],
  [
    'https://b.s3.amazonaws.com/k?X-Amz-Date=20260314T092653Z&X-Amz-Signature=0af1b2c3&x=1',
    'https://b.s3.amazonaws.com/k?X-Amz-Date=20260314T092653Z&X-Amz-Signature=[signature]&x=1',
  ],
  [
    'https://d.test/a?Expires=1&Signature=abc~def_&Key-Pair-Id=K2XYZ1',
    'https://d.test/a?Expires=1&Signature=[signature]&Key-Pair-Id=[signature]',
  ],
  ['https://x.blob.test/c?sv=2024&sig=a%2Fb%3D12', 'https://x.blob.test/c?sv=2024&sig=[signature]'],
  ['https://hooks.slack.com/services/T0/B0/XXXX down', 'https://hooks.slack.com/[webhook] down'],
  ['https://hooks.slack.com/workflows/T0/A0/1/x', 'https://hooks.slack.com/[webhook]'],
  ['https://shop.webhook.office.com/webhookb2/1@2/x/3', 'https://shop.webhook.office.com/[webhook]'],
  [
    'https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers',
    'https://prod-1.westeurope.logic.azure.com:443/[webhook]',
  ],
  ['https://discord.com/api/webhooks/12/ab-cd', 'https://discord.com/api/webhooks/[webhook]'],
  [
    'https://events.pagerduty.com/integration/abc123/enqueue',
    'https://events.pagerduty.com/integration/[webhook]',
  ],
  ['https://events.eu.pagerduty.com/x-ere/R0ABC', 'https://events.eu.pagerduty.com/x-ere/[webhook]'],
  ['"routing_key": "abc"', '"routing_key": [redacted]"'],
] as const;
test.each(opening)('of "%s" what opens something is taken out', (text, clean) => {
  expect(redactText(text)).toBe(clean);
});

test('a private key is taken out with all its lines, also where its end is missing', () => {
  const key = ['-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE\nabc\n'].join('');
  expect(redactText(`a ${key}-----END RSA PRIVATE KEY----- b`)).toBe('a [private key] b');
  expect(redactText(`a ${key}`)).toBe('a [private key]');
});

const harmless = [
  'arn:aws:cloudwatch:eu-north-1:210987654321:alarm:checkout-5xx',
  'arn:aws:secretsmanager:eu-west-1:001234567890:secret:prod/db-AbCd12',
  'arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/app/shop/50dc6c495c0c9188',
  'arn:aws:ecs:eu-west-1:012345678901:task/shop/0123456789abcdef0123456789abcdef',
  'arn:aws:states:eu-west-1:012345678901:execution:pay:0701234567-1',
  'app/MyLoadBalancer/50dc6c495c0c9188',
  'account 012345678901 and 001234567890',
  '2026-03-14T09:26:53+0000',
  '2026-03-14T09:26:53.000+00:00',
  '2026-03-14T09:26:53.000+1100 2026-03-15',
  '14/03/26 09:26:00',
  '01-02-2026 09:26',
  '09.03.2026 14.30',
  '20260314T092653Z',
  'k7q1-1@12#0',
  'opened 1773480413000, version 12',
  'value 12.5 + 3 is greater than 10',
  'm1+1000000*(m2)',
  '09:26:53.000+0000 2026-03-14',
  'https://example.com/a?b=c&code=500&token=x',
  'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/checkout',
  'i-0701234567 i-0123456789abcdef0 ami-0046701234567 vol-00123456789012345',
  'Threshold Crossed: 2 out of the last 2 datapoints [97.5 (14/03/26 09:26:00), 98.0 (14/03/26 09:25:00)]',
  'HTTPCode_Target_5XX_Count p99.9 CPUUtilization 4XXError',
  'AuthTokenErrors = 5000, InvalidTokens=50000, TokenCount: 1234567890',
  'ForgotPassword: latency is high, PasswordReset=5xx',
  'node 24.21.0, left-pad@1.3.0, postgres 16.4.1, 1.2.3-rc.1+build.20260314',
  'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  'request 0a1b2c3d-0123-4567-8901-012345678901, 10.0.12.255:8080',
  'basic health checks, bearer of bad news',
  'secret: arn:aws:secretsmanager:eu-west-1:210987654321:secret:prod/db-AbCd12',
  'AROAIOSFODNN7EXAMPLE assumed a role',
  'データベース が ４２ 秒 遅い',
];
test.each(harmless)('"%s" is left as it is', (text) => {
  expect(redactText(text)).toBe(text);
});

/**
 * Texts on which a pattern that steps back would take minutes: with 200,000 characters a quadratic one takes 20 billion
 * steps, which no time limit of a test allows.
 */
const hostile = [
  ...[
    'a',
    'a.',
    'a@',
    'a@a.',
    '@',
    '.',
    '-',
    '_',
    ' ',
    '+1',
    '+1 ',
    '0',
    '00',
    '00 1',
    '01 ',
    '(0',
    '(030) ',
    '1.',
  ],
  ...[
    'eyJ',
    'eyJ-',
    'eyJaaaaaaaa.',
    'AKIA',
    'aA1',
    'aA1/',
    'ghp_',
    'glpat-',
    'sk-',
    'SG.',
    'xox',
    '1:AA',
    'tocsin_',
  ],
  ...[
    'a:/',
    '://',
    'a://a',
    'postgres://',
    'postgres://a:',
    '?token=',
    '?a',
    '&sig=',
    'hooks.slack.com',
    'a.logic.azure.com',
  ],
  ...[
    'password',
    'password=',
    'password: ',
    'password"',
    'a-password',
    'secret: ',
    'secret:',
    'key',
    'api key',
    'token" : "',
  ],
  ...[
    'bearer ',
    'bearer',
    'authorization',
    'cookie:',
    '--a',
    '-u ',
    '-u a',
    'tel:',
    'phone ',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
  ],
  ...['４', '\u200b', '٤', '＋４６', 'é', 'é@é.'],
];
test.each(hostile)('a text of nothing but %j takes no longer by the square', (piece) => {
  const long = piece.repeat(Math.ceil(200_000 / piece.length));
  for (const text of [long, `${long}!`, `x${long}\n`]) expect(typeof redactText(text)).toBe('string');
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
