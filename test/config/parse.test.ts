import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../config/parse.ts';
import { defaults } from '../../config/schema/defaults.ts';
import { contacts } from './mistakes-in.ts';

const configurationOf = (text: string) => {
  const parsed = parseConfiguration(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed;
};

describe('a right file', () => {
  test('with only contacts, everything else has its default', () => {
    const { configuration } = configurationOf(contacts);
    const { audiences, version, ...rest } = configuration;
    const { audiences: _audiences, version: _version, ...expected } = defaults;
    expect(rest).toEqual(expected);
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(audiences).toMatchObject({
      primary: { contacts: 1 },
      fallback: { contacts: 1 },
      commander: { contacts: 0 },
    });
  });

  test('contacts stay out of the configuration', () => {
    const { configuration, audiences } = configurationOf(contacts);
    expect(JSON.stringify(configuration)).not.toContain('@');
    expect(audiences['primary']).toEqual([{ protocol: 'email', endpoint: 'anna@shop.test' }]);
  });

  test('a contact may be narrowed to kinds and severities', () => {
    const { audiences } = configurationOf(`${contacts}  devops:
    - queue: arn:aws:sqs:eu-central-1:210987654321:shop-pages
      only: { kinds: [page], severities: [SEV1, SEV2, SEV3, SEV4] }
    - https: https://hooks.shop.test/x
    - sms: "+12025550143"
`);
    expect(audiences['devops']).toEqual([
      {
        protocol: 'sqs',
        endpoint: 'arn:aws:sqs:eu-central-1:210987654321:shop-pages',
        kinds: ['page'],
        severities: ['SEV1', 'SEV2', 'SEV3', 'SEV4'],
      },
      { protocol: 'https', endpoint: 'https://hooks.shop.test/x' },
      { protocol: 'sms', endpoint: '+12025550143' },
    ]);
  });

  test('accounts are kept as they are written, zeros in front included, each once', () => {
    const { configuration } = configurationOf(
      `${contacts}accounts: ["210987654321", "012345678901", "210987654321"]\n`,
    );
    expect(configuration.accounts).toEqual(['210987654321', '012345678901']);
  });

  test('everything can be changed', () => {
    const { configuration } = configurationOf(`${contacts}policies:
  calm:
    rungs: [{ id: first, page: [primary], timeout: 90s }, { page: [primary, fallback] }]
    repeatEvery: 1h
    maxRepeats: 3
    quietHours: { from: "22:30", to: "06:00", timeZone: Europe/Zurich, days: [fri, sun] }
policyBySeverity: { SEV4: calm }
services: [{ name: 注文, match: [{ alarm: "orders-*" }, { tags: { team: pay } }] }]
rules: [{ name: noise, match: { kind: deployment }, ignore: true }]
defaultSeverity: SEV2
insufficientData: open
tags: { severity: prio }
databases: { orders-db: { storage: 1.5TiB, memory: 512MiB } }
experts: { outage: [primary] }
triggers: { regulatory: [] }
updateAudiences: { SEV4: [] }
pagesPerMinute: 5
clocks: { clearHold: 0s, updatesBeforeHourly: 2, expiry: { certificate: 30d }, milestones: { triaged: 20m }, postIncident: { stability: 2h } }
`);
    expect(configuration.policies['calm']).toEqual({
      name: 'calm',
      rungs: [
        { id: 'first', audiences: ['primary'], timeoutMs: 90_000 },
        { id: 'primary+fallback', audiences: ['primary', 'fallback'], timeoutMs: 300_000 },
      ],
      repeatEveryMs: 3_600_000,
      maxRepeats: 3,
      quietHours: { days: [5, 7], fromMinute: 1_350, toMinute: 360, timeZone: 'Europe/Zurich' },
    });
    expect(configuration.policies['default']).toEqual(defaults.policies['default']);
    expect(configuration.policyBySeverity).toEqual({ ...defaults.policyBySeverity, SEV4: 'calm' });
    expect(configuration.services).toEqual([
      { name: '注文', match: [{ alarm: 'orders-*' }, { tags: { team: 'pay' } }] },
    ]);
    expect(configuration.rules).toEqual([{ name: 'noise', match: { kind: 'deployment' }, ignore: true }]);
    expect(configuration).toMatchObject({
      defaultSeverity: 'SEV2',
      insufficientData: 'open',
      pagesPerMinute: 5,
      tags: { ...defaults.tags, severity: 'prio' },
    });
    expect(configuration.databaseStorageBytes).toEqual({ 'orders-db': 1.5 * 1024 ** 4 });
    expect(configuration.databaseMemoryBytes).toEqual({ 'orders-db': 512 * 1024 ** 2 });
    expect(configuration.experts).toEqual({ ...defaults.experts, outage: ['primary'] });
    expect(configuration.triggers).toEqual({ ...defaults.triggers, regulatory: [] });
    expect(configuration.updateAudiences).toEqual({ ...defaults.updateAudiences, SEV4: [] });
    expect(configuration.clocks).toEqual({
      ...defaults.clocks,
      clearHoldMs: 0,
      updatesBeforeHourly: 2,
      expiryMs: { ...defaults.clocks.expiryMs, certificate: 2_592_000_000 },
      milestonesMs: { ...defaults.clocks.milestonesMs, triaged: 1_200_000 },
      postIncidentMs: { ...defaults.clocks.postIncidentMs, stability: 7_200_000 },
    });
  });

  test('the version changes with the text', () => {
    expect(configurationOf(contacts).configuration.version).not.toBe(
      configurationOf(`${contacts}\n`).configuration.version,
    );
  });

  test('an audience without a contact that something uses is a warning, with its line', () => {
    const { warnings } = configurationOf(`${contacts}  secondary: []\n`);
    expect(warnings).toContainEqual({
      line: 4,
      column: 3,
      path: 'audiences.secondary',
      message:
        'the audience "secondary" has no contact: what is meant for it is skipped, pages go to the next rung',
    });
  });

  test('the audiences that a short file leaves out are one warning', () => {
    const { warnings } = configurationOf(contacts);
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the audiences "secondary", .*"customers".* have no contact: .* skipped/),
    ]);
  });

  test('an audience that nothing uses is a warning, with the name that was meant', () => {
    const { warnings } = configurationOf(`${contacts}  secundary: []\n`);
    expect(warnings.map(({ message }) => message)).toContain(
      'nothing uses this audience: did you mean "secondary"?',
    );
  });
});

test('no mistake or warning repeats a contact (I10)', () => {
  const planted = [
    'anna.secret@shop.test',
    '+41790000042',
    'https://hooks.shop.test/T0KENT0KEN',
    '41790000042',
  ];
  const places = [
    'audiences: { primary: [{ email: X }], fallback: [{ sms: X }] }',
    'audiences: { X: [] }',
    'audiences: X',
    'X: 1',
    'defaultSeverity: X',
    'experts: { outage: [X] }',
    'triggers: { regulatory: [X], X: [X] }',
    'policyBySeverity: { SEV1: X }',
    'rules: [{ name: X, match: { X: X } }, { name: X }]',
    'services: [{ name: X, match: [X], policy: X }]',
    'policies: { X: { rungs: [{ id: X, page: [X], timeout: X }], quietHours: { from: X, timeZone: X } } }',
    'tags: { severity: [X], X: X }',
    'databases: { X: { storage: X } }',
    'clocks: { X: X }',
    'audiences: { primary: [{ email: "X }] }',
    '- X: [',
    'a: !X b',
    'X: *X',
    'X: 1\nX: 2',
    'audiences: { primary: [{ https: X, queue: X, only: { kinds: [X] } }] }',
  ];
  const quotes = ['', '"'];
  fc.assert(
    fc.property(
      fc.constantFrom(...planted),
      fc.constantFrom(...places),
      fc.constantFrom(...quotes),
      (contact, place, quote) => {
        const parsed = parseConfiguration(place.replaceAll('X', `${quote}${contact}${quote}`));
        expect(parsed.ok).toBe(false);
        for (const secret of planted) expect(JSON.stringify(parsed)).not.toContain(secret);
      },
    ),
    { numRuns: 400 },
  );
});
