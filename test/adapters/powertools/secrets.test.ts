import { expect, test } from 'vitest';
import { redactText } from '../../../adapters/powertools/redact.ts';

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
  ['password: "correct horse"', 'password: [redacted]"'],
  ["PASSWORD: 'open sesame' # of ana", "PASSWORD: [redacted]' # of ana"],
  ['DB_PASS=hunter', 'DB_PASS=[redacted]'],
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
  ['Authorization: GenieKey 0a1b2c3d-e4f5', 'Authorization: GenieKey [token]'],
  ['Authorization: Unheard-of 0a1b2c3d-e4f5', 'Authorization: [token]'],
  [
    'AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0a1b2c3d',
    'AWS4-HMAC-SHA256 SignedHeaders=host, Signature=[redacted]',
  ],
  ['jdbc:oracle:thin:scott/tiger@db:1521', 'jdbc:oracle:thin:[credentials]@db:1521'],
  [
    'https://events.pagerduty.com/v2/enqueue?routing_key=R0ABC1',
    'https://events.pagerduty.com/v2/enqueue?routing_key=[redacted]',
  ],
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
  'AccountId: 004930901820, "account":"004930901820", owner 004930901820',
  '004930901820',
  '01-02-2026 10 items, 03.03.2026 04.05.06',
  'SUM(METRICS())+1000000',
  'sk-checkout-service-production, xapp-worker-production, pypi-mirror-sync-worker',
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
