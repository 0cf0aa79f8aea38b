import { expect, test } from 'vitest';
import type { NoticeTexts } from '../../adapters/sns/message.ts';
import { takeIn } from '../../functions/ingest-alarm/take-in.ts';
import { rememberEqualPages } from '../../functions/page-undecided/equal-pages.ts';
import { pageRaw } from '../../functions/page-undecided/page-raw.ts';
import { createRawBudget } from '../../functions/page-undecided/raw-budget.ts';
import { createWorld } from '../behaviour/world.ts';
import { sampleNames, sampleText } from '../events/intake/messages.ts';
import { createApiWorld } from '../functions/serve-api/api-world.ts';
import { recordOf } from './sqs-record.ts';

/** Each of what must not come through, and a line that would pass for one of the mail's own. */
const hostile =
  '\u0000\u001b[31m\u0085\u200b\u202e\u2066\ufeff\u{e0041}\r\nSeverity: SEV4\u2028Status: resolved\u2029\ud800x\u200dy';
const forbidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** A copy in which every text that may be any text ends in the hostile one; keys of maps, too. */
const poisoned = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string' && key === 'Message' && value.startsWith('{'))
    return JSON.stringify(poisoned(JSON.parse(value)));
  if (typeof value === 'string') return freeText.test(key) ? `${value}${hostile}` : value;
  if (Array.isArray(value)) return value.map((member) => poisoned(member, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      /^(tags|dimensions|alarmTags|attributes)$/.test(key) ? `${name}${hostile}` : name,
      poisoned(member, /^(tags|dimensions|alarmTags|attributes)$/.test(key) ? 'name' : name),
    ]),
  );
};
const freeText =
  /^(name|alarmName|AlarmName|description|Description|AlarmDescription|title|Title|reason|text|cause|StatusMessage|Message|stoppedReason|eventReason|failureReason|pipeline|applicationName|deploymentGroup|InstanceId|DBInstanceIdentifier|tag|stat|resource|resources)$/i;

const eventsIn = (sample: string): string => JSON.stringify(poisoned(JSON.parse(sampleText(sample))));

/** Lines of a mail that begin at the margin, as far as they name one of its own fields. */
const fieldsOf = (mail: string, field: string): readonly string[] =>
  mail.split('\n').filter((line) => line.startsWith(`${field}:`));

const expectClean = ({ subject, sms, email, json }: NoticeTexts): void => {
  for (const text of [subject, sms, ...email.split('\n'), ...textsIn(JSON.parse(json))])
    expect(text).not.toMatch(forbidden);
  expect(fieldsOf(email, 'Severity').length).toBeLessThanOrEqual(1);
  expect(fieldsOf(email, 'Status').length).toBeLessThanOrEqual(1);
};

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.split('\n');
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member)])
    : [];
};

const opened = new Set<string>();

test.each(sampleNames)(
  'nothing of a hostile %s comes through to a title, an entry or a notice',
  async (sample) => {
    const world = createWorld();
    await takeIn(
      {
        shell: world.shell,
        setAside: async () => undefined,
      },
      [recordOf(eventsIn(sample))],
    );
    const incidents = [...world.records.incidents.values()];
    if (incidents.length > 0) opened.add(sample);
    const entries = incidents.flatMap(({ id }) => [...world.records.entriesOf(id).values()]);
    for (const { title, service, components, classification } of incidents)
      for (const text of textsIn([title, service, components, classification]))
        expect(text).not.toMatch(forbidden);
    for (const text of textsIn(entries)) expect(text).not.toMatch(forbidden);
    for (const { texts } of world.rendered()) expectClean(texts);
  },
);

test('most hostile events open an incident', () => {
  expect(opened.size).toBeGreaterThan(sampleNames.length / 2);
});

test('what people write keeps its lines, which pass for no line of a mail', async () => {
  const api = createApiWorld();
  const { json } = await api.post('/incidents', {
    title: `Shop${hostile}`,
    service: `shop${hostile}`,
    severity: 'SEV1',
    impact: `first${hostile}`,
    note: `noted${hostile}`,
  });
  expect(json.title).not.toMatch(forbidden);
  expect(json.service).not.toMatch(forbidden);
  expect(json.impact.split('\n')).toEqual([
    'first  [31m',
    '',
    'Severity: SEV4',
    'Status: resolved',
    '\ufffdxy',
  ]);
  await api.pass(60 * 60_000);
  const rendered = api.rendered();
  expect(rendered.some(({ kind }) => kind === 'update')).toBe(true);
  for (const { texts } of rendered) {
    expectClean(texts);
    expect(texts.email).not.toContain('\nStatus: resolved');
  }
});

test('a raw page shows what came without a line of its own', async () => {
  const shown: NoticeTexts[] = [];
  await pageRaw(
    {
      topics: {
        publish: async ({ texts }) => {
          shown.push(texts);
          return { outcome: 'delivered' };
        },
      },
      journal: { note: () => undefined },
      keep: async () => undefined,
      equal: rememberEqualPages(0),
      budget: createRawBudget(1),
      now: () => 0,
    },
    [recordOf(`no JSON${hostile}`, 'malformed-json')],
  );
  for (const { email, sms, subject } of shown) {
    for (const text of [sms, subject, ...email.split('\n')]) expect(text).not.toMatch(forbidden);
    expect(email).not.toMatch(/^S(?:everity|tatus):/mu);
  }
  expect(shown).toHaveLength(1);
});

test('a text of nothing that can be seen is empty', async () => {
  const api = createApiWorld();
  for (const title of ['\u200b\u202e', '\u00ad', '\u{e0041}', '\ufeff \u2060'])
    expect((await api.post('/incidents', { title })).status).toBe(400);
});

test('the description of the API asks for just what it takes', async () => {
  const api = createApiWorld();
  const { json } = await api.get('/openapi.json');
  const { pattern } = json.components.schemas.DeclareRequest.properties.title;
  const visible = new RegExp(pattern, 'u');
  const asks = (text: string): boolean => visible.test(text);
  const isSpace = /^[\s\p{Cc}\p{Cf}]$/u;
  for (let point = 0; point <= 0x10ffff; point += 1) {
    const character = String.fromCodePoint(point);
    if (asks(character) === isSpace.test(character)) expect.fail(`U+${point.toString(16)}`);
  }
});
