import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statements } from '../../../events/contracts/api/values.ts';
import { refuseJson } from '../../../functions/serve-api/http/json-mistake.ts';
import { ProblemError } from '../../../functions/serve-api/problems/problem-error.ts';
import { createApiWorld } from './api-world.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });
const path = fc.oneof(
  text.map((id) => `/incidents/${id}`),
  text.map((id) => `/incidents/${encodeURIComponent(id.toWellFormed())}/timeline`),
  fc.constantFrom(
    '/incidents',
    '/incidents/a-1',
    '/incidents/a-1/signals',
    '/incidents/a-1/resolve',
    '/openapi.json',
  ),
);
const method = fc.constantFrom('GET', 'POST', 'PATCH', 'HEAD', 'OPTIONS', 'DELETE', 'PUT', 'get', '');
const query = fc.oneof(
  text,
  fc
    .record({ name: fc.constantFrom('limit', 'cursor', 'service', 'from', 'status', 'x'), value: text })
    .map(({ name, value }) => `${name}=${encodeURIComponent(value.toWellFormed())}`),
);

test('no path, method, query, header or body ends in a 5xx, and every answer satisfies its schema', async () => {
  const api = createApiWorld();
  await api.declared();
  const body = fc.oneof(
    text,
    fc.json(),
    fc.json().map((json) => `{"title":${json}}`),
  );
  await fc.assert(
    fc.asyncProperty(path, method, query, body, text, async (where, how, what, raw, key) => {
      const answer = await api.ask(where, {
        method: how,
        query: what,
        raw,
        headers: { 'idempotency-key': key },
      });
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 1_000 },
  );
});

test('whatever is declared in the shape of the schema is answered in the shape of the schema', async () => {
  const fact = fc.option(text, { nil: null });
  const declaration = fc.record(
    {
      title: text,
      service: text,
      severity: fc.constantFrom('SEV1', 'SEV2', 'SEV3', 'SEV4'),
      scenario: fc.constantFrom('outage', 'database', 'security', 'auto-scaling', 'generic'),
      impact: fact,
      rootCause: fact,
      estimatedResolution: fc
        .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
        .map((at) => at.toISOString()),
      statements: fc.subarray([...statements]),
    },
    { requiredKeys: ['title'] },
  );
  await fc.assert(
    fc.asyncProperty(declaration, async (body) => {
      const api = createApiWorld();
      const { status, json } = await api.post('/incidents', body);
      expect([201, 400]).toContain(status);
      if (status === 201) expect((await api.get(`/incidents/${json.id}`)).status).toBe(200);
    }),
    { numRuns: 200 },
  );
});

const parses = (json: string): boolean => {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
};

const mistakeAt = (json: string): number => {
  try {
    return refuseJson(json);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const [, at] = /: position (\d+) \(line/.exec(error.details.errors?.[0]?.message ?? '') ?? [];
    return Number(at);
  }
};

test('the place of a JSON mistake is the first at which the text can no longer become JSON', () => {
  const broken = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom(
        '}',
        ']',
        ',',
        ':',
        '"',
        '\\',
        'x',
        '-',
        '.',
        '//',
        '/*',
        '\u0001',
        '\u00a0',
        '\ufeff',
        '',
      ),
    )
    .map(([json, at, mark]) => {
      const place = at % (json.length + 1);
      return mark === '' ? json.slice(0, place) : `${json.slice(0, place)}${mark}${json.slice(place)}`;
    })
    .filter((json) => !parses(json));
  fc.assert(
    fc.property(broken, (json) => {
      const at = mistakeAt(json);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(json.length);
      expect(parses(json.slice(0, at)) || mistakeAt(json.slice(0, at)) === at).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
