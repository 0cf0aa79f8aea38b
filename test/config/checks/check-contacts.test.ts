import { describe, expect, test } from 'vitest';
import { mistakesIn } from '../mistakes-in.ts';

describe('contacts and policies', () => {
  test.each([
    ['{ email: nobody }', 'email: is not a mail address: write one such as name@example.com'],
    [
      '{ sms: "079 123 45 67" }',
      'sms: is not an international phone number: write + and the country code, digits only, in quotes',
    ],
    ['{ sms: +41790000000 }', 'sms: is read as a number, which loses the +: put it in quotes'],
    [
      '{ https: "http://hooks.shop.test" }',
      'https: is not encrypted: SNS delivers to addresses that begin with https://',
    ],
    [
      '{ https: "https://u:p@hooks.shop.test" }',
      'https: carries a user name or password: SNS shows addresses to everybody who may list subscriptions',
    ],
    ['{ https: hooks }', 'https: is not a web address: write one that begins with https://'],
    [
      '{ queue: shop-pages }',
      'queue: is not the ARN of an SQS queue: write arn:aws:sqs:<region>:<account>:<queue>',
    ],
    [
      '{ queue: "arn:aws:sqs:eu-central-1:210987654321:q.fifo" }',
      'queue: is a FIFO queue: only standard queues can subscribe to a standard topic',
    ],
    ['{ only: { kinds: [page] } }', ': says no way to reach anybody: write one of email, sms, https, queue'],
    ['{ email: a@shop.test, sms: "+12025550143" }', ': says email and sms at once: write one entry for each'],
    [
      '{ email: a@shop.test, only: { kinds: [pages] } }',
      'only.kinds[0]: "pages" is not one of page, update, stakeholders, mitigation, resolution, raw',
    ],
  ])('contact %s', (contact, message) => {
    const found = mistakesIn(`  devops: [${contact}]`).join('\n');
    expect(found.replace('audiences.devops[0].', '').replace('audiences.devops[0]', '')).toContain(message);
  });

  test.each([
    ['rungs: []', 'policies.p.rungs: has no rung: name at least one'],
    ['rungs: [{ page: [] }]', 'policies.p.rungs[0].page: pages nobody: name at least one audience'],
    [
      'rungs: [{ page: [primry] }]',
      'policies.p.rungs[0].page[0]: "primry" is not an audience: did you mean "primary"?',
    ],
    [
      'rungs: [{ page: [primary], timeout: 5 }]',
      'policies.p.rungs[0].timeout: "5" has no unit: write "5m" for minutes, or another of s, m, h, d, y',
    ],
    [
      'rungs: [{ page: [primary] }, { page: [primary] }]',
      'policies.p.rungs[1]: "primary" names two rungs of this policy: rename one',
    ],
    [
      '{ rungs: [{ page: [primary] }], quietHours: { from: "22:00", to: "7:00", timeZone: UTC } }',
      'policies.p.quietHours.to: is not a time of day: write "07:00", in quotes',
    ],
    [
      '{ rungs: [{ page: [primary] }], quietHours: { from: "22:00", to: "22:00", timeZone: UTC } }',
      'policies.p.quietHours: begins and ends at the same time: write two different times',
    ],
    [
      '{ rungs: [{ page: [primary] }], quietHours: { from: "00:00", to: "24:00", timeZone: UTC } }',
      'policies.p.quietHours: never ends, so nobody would be paged: leave out hours or days',
    ],
    [
      '{ rungs: [{ page: [primary] }], quietHours: { days: [], from: "22:00", to: "07:00", timeZone: UTC } }',
      'policies.p.quietHours.days: names no day: name at least one, or leave it out for every day',
    ],
    [
      '{ rungs: [{ page: [primary] }], quietHours: { from: "22:00", to: "07:00", timeZone: Europe/Zurch } }',
      'policies.p.quietHours.timeZone: "Europe/Zurch" is not a time zone: did you mean "Europe/Zurich"?',
    ],
  ])('policy %s', (policy, message) => {
    const found = mistakesIn(`policies: { p: ${policy.startsWith('{') ? policy : `{ ${policy} }`} }`);
    expect(found.map((mistake) => mistake.slice(mistake.indexOf(' ') + 1))).toContain(message);
  });

  test('quiet hours never keep SEV1, SEV2 or a service waiting', () => {
    const quiet =
      'policies: { p: { rungs: [{ page: [primary] }], quietHours: { from: "22:00", to: "07:00", timeZone: UTC } } }\n';
    expect(mistakesIn(`${quiet}policyBySeverity: { SEV3: p, SEV4: p }`)).toEqual([]);
    expect(mistakesIn(`${quiet}policyBySeverity: { SEV2: p }`).join()).toContain(
      'would keep SEV2 pages waiting',
    );
    expect(mistakesIn(`${quiet}services: [{ name: a, match: [{ alarm: x }], policy: p }]`).join()).toContain(
      'would keep SEV1 and SEV2 pages waiting',
    );
  });

  test('a name that the stack needs for itself is refused', () => {
    expect(mistakesIn('  watch: []')[0]).toBe(
      '4:3 audiences.watch: is a name the stack uses itself: choose another',
    );
  });

  test('a contact twice in one audience is refused: SNS would make one subscription of it', () => {
    expect(mistakesIn('  devops: [{ email: a@shop.test }, { email: a@shop.test }]')[0]).toContain(
      'audiences.devops[1]: is there twice',
    );
  });
});

describe('nobody is left unpaged', () => {
  test('without a contact of "fallback" the file is refused', () => {
    expect(mistakesIn('', 'audiences:\n  primary: [{ email: a@shop.test }]\n')).toEqual([
      '1:1 audiences.fallback: the audience "fallback" has no contact: add one, for it is paged when nobody else can be',
    ]);
    expect(mistakesIn('', '')).toHaveLength(2);
  });

  test('a policy in use whose first rung reaches nobody is refused', () => {
    const found = mistakesIn('', 'audiences: { fallback: [{ email: a@shop.test }] }\n').join();
    expect(found).toContain('the first rung of policy "default" pages "primary", which has no contact');
    expect(
      mistakesIn('policies: { p: { rungs: [{ page: [devops] }] } }\npolicyBySeverity: { SEV4: p }').join(),
    ).toContain('policies.p.rungs[0].page');
    expect(mistakesIn('policies: { p: { rungs: [{ page: [devops] }] } }')).toEqual([]);
  });

  test('filters that would lose a page are refused', () => {
    const narrow = (audience: string, only: string) =>
      `  ${audience}: [{ email: a@shop.test, only: ${only} }]`;
    expect(mistakesIn(narrow('secondary', '{ severities: [SEV1, SEV2] }')).join()).toContain(
      'no contact receives pages of SEV3, SEV4',
    );
    expect(mistakesIn(narrow('secondary', '{ kinds: [update] }')).join()).toContain(
      'no contact receives pages of SEV1, SEV2, SEV3, SEV4',
    );
    expect(mistakesIn(narrow('customers', '{ kinds: [update] }'))).toEqual([]);
    const fallback =
      'audiences:\n  primary: [{ email: a@shop.test }]\n  fallback: [{ email: a@shop.test, only: { kinds: [page] } }]\n';
    expect(mistakesIn('', fallback)).toEqual([
      '3:3 audiences.fallback: no contact of "fallback" receives raw notices of SEV1, SEV2, SEV3, SEV4: widen an "only"',
    ]);
  });
});
