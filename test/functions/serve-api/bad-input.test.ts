import { expect, test } from 'vitest';
import { type Ask, createApiWorld, problemOf } from './api-world.ts';

const post = (raw: string, more: Partial<Ask> = {}): Ask => ({ method: 'POST', raw, ...more });
const body = (value: unknown): Ask => ({ method: 'POST', body: value });

test.each<[string, Ask, string, string, RegExp]>([
  ['a text of nothing', { query: 'text=+' }, '/incidents', 'text', /must not be empty/],
  ['a negative limit', { query: 'limit=-1' }, '/incidents', 'limit', /whole number from 1 to 100/],
  ['a limit of 101', { query: 'limit=101' }, '/incidents', 'limit', /whole number from 1 to 100/],
  ['a limit that is no number', { query: 'limit=ten' }, '/incidents', 'limit', /whole number from 1 to 100/],
  ['an unknown severity', { query: 'severity=SEV11' }, '/incidents', 'severity', /did you mean SEV1\?/],
  [
    'an unknown status',
    { query: 'status=mitigated,done' },
    '/incidents',
    'status',
    /one of open, investigating/,
  ],
  ['a yes that is none', { query: 'acknowledged=yes' }, '/incidents', 'acknowledged', /one of true, false/],
  ['a search for blanks', { query: 'text=%20' }, '/incidents', 'text', /must/],
  [
    'a mistyped parameter',
    { query: 'scenarioo=outage' },
    '/incidents',
    'scenarioo',
    /did you mean scenario\?/,
  ],
  ['a parameter given twice', { query: 'limit=1&limit=2' }, '/incidents', 'limit', /more than once/],
  [
    'a time without a zone',
    { query: 'from=2026-11-22T09:00:00' },
    '/incidents',
    'from',
    /ISO 8601 with a zone/,
  ],
  ['a time that is none', { query: 'to=yesterday' }, '/incidents', 'to', /ISO 8601 with a zone/],
  [
    'a time range backwards',
    { query: 'from=2026-11-22T09:00:00Z&to=2026-11-22T08:00:00Z' },
    '/incidents',
    'to',
    /later than from/,
  ],
  ['a parameter where none is taken', { query: 'x=1' }, '/health', 'x', /no parameters/],
  ['a body that is a list', post('[1]'), '/incidents', '', /JSON object, not a list/],
  ['a body that is null', post('null'), '/incidents', '', /JSON object, not null/],
  ['no title', body({}), '/incidents', 'title', /is missing/],
  ['no body at all', { method: 'POST' }, '/incidents', 'title', /is missing/],
  ['a title that is a number', body({ title: 7 }), '/incidents', 'title', /must be text, not a number/],
  ['a title of blanks', body({ title: ' \n ' }), '/incidents', 'title', /must not be empty/],
  [
    'a title that is too long',
    body({ title: 'x'.repeat(257) }),
    '/incidents',
    'title',
    /at most 256 characters/,
  ],
  [
    'a mistyped field',
    body({ title: 'x', serverity: 'SEV1' }),
    '/incidents',
    'serverity',
    /did you mean severity\?/,
  ],
  [
    'a severity in small letters',
    body({ title: 'x', severity: 'sev2' }),
    '/incidents',
    'severity',
    /did you mean SEV2\?/,
  ],
  [
    'a statement nobody knows',
    body({ title: 'x', statements: ['triaged', 'on-fire'] }),
    '/incidents',
    'statements[1]',
    /one of root-cause-unknown/,
  ],
  [
    'an impact that is an object',
    body({ title: 'x', impact: {} }),
    '/incidents',
    'impact',
    /must be text, not an object/,
  ],
  [
    'an estimate that is no time',
    body({ title: 'x', estimatedResolution: 'soon' }),
    '/incidents',
    'estimatedResolution',
    /ISO 8601 with a zone/,
  ],
  [
    '__proto__ as a field',
    post('{"title":"x","__proto__":{"a":1}}'),
    '/incidents',
    '__proto__',
    /is no field here/,
  ],
  ['no severity', body({}), '/incidents/a-1/severity', 'severity', /give one of SEV1/],
  ['no note', { method: 'POST' }, '/incidents/a-1/notes', 'note', /is missing/],
  [
    'a note that is too long',
    body({ note: 'x'.repeat(4_001) }),
    '/incidents/a-1/notes',
    'note',
    /at most 4000 characters/,
  ],
  [
    'no audiences in the list',
    body({ audiences: [] }),
    '/incidents/a-1/escalate',
    'audiences',
    /must not be empty/,
  ],
  [
    'a time without a unit',
    body({ for: '30' }),
    '/incidents/a-1/acknowledge',
    'for',
    /write whole minutes or hours from "1m" to "24h"/,
  ],
  ['no time at all', body({ for: '0m' }), '/incidents/a-1/acknowledge', 'for', /from "1m" to "24h"/],
  ['a time beyond a day', body({ for: '25h' }), '/incidents/a-1/acknowledge', 'for', /from "1m" to "24h"/],
  [
    'a PATCH that says nothing',
    { method: 'PATCH', body: {} },
    '/incidents/a-1',
    '',
    /give at least one field/,
  ],
])('%s: 400, the field, what was wrong and what to do', async (_, ask, path, field, message) => {
  const api = createApiWorld();
  const answer = await api.ask(path, ask);
  expect(problemOf(answer)).toMatchObject({
    status: 400,
    contentType: 'application/problem+json',
    type: '/problems/invalid-request',
  });
  expect(answer.json.errors[0].field).toBe(field);
  expect(answer.json.errors[0].message).toMatch(message);
  expect(answer.json.instance).toBe('urn:request:request-1');
  expect(await api.incidents()).toEqual([]);
});

test('every mistake is named at once, and values are cut', async () => {
  const api = createApiWorld();
  const { json } = await api.post('/incidents', { title: 1, severity: 'x'.repeat(500), nots: 'y' });
  expect(json.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
    'nots',
    'severity',
    'title',
  ]);
  expect(json.errors.find(({ field }: { field: string }) => field === 'severity').value).toBe(
    `${'x'.repeat(64)}…`,
  );
});

test.each([
  ['{"title": "x",}', 'line 1, column 15'],
  ['{"title": "x"', 'line 1, column 14'],
  ['{\n  "title": nope\n}', 'line 2, column 12'],
  ['{"title": "x"} {}', 'line 1, column 16'],
  ["{'title': 1}", 'line 1, column 2'],
  ['{"title": "tab\there"}', 'line 1, column 11'],
  ['{"title": "x"} // why', 'line 1, column 16'],
  ['{"title": /* why */ "x"}', 'line 1, column 11'],
  ['{"limit": 01}', 'line 1, column 12'],
])('malformed JSON is refused with its place: %j', async (raw, place) => {
  const api = createApiWorld();
  const answer = await api.ask('/incidents', { method: 'POST', raw });
  expect(problemOf(answer)).toMatchObject({ status: 400, type: '/problems/malformed-json' });
  expect(answer.json.detail).toContain(place);
});

test.each([
  ['the text ends too early', 13, '{"title": "x"'],
  ['unexpected text', 14, '{"title": "x",}'],
  ['a string that is not expected, not closed, or not escaped', 10, '{"title": "x'],
  ['it nests deeper than 100 levels', 100, '['.repeat(30_000)],
])('malformed JSON is refused with what is wrong with it: %s', async (what, position, raw) => {
  const api = createApiWorld();
  const { json } = await api.ask('/incidents', { method: 'POST', raw });
  expect(json.errors).toEqual([
    { field: '', message: `${what}: position ${position} (line 1, column ${position + 1})` },
  ]);
});
