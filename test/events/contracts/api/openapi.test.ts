import SwaggerParser from '@apidevtools/swagger-parser';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { describeApi } from '../../../../events/contracts/api/openapi.ts';
import { operationIds, operations } from '../../../../events/contracts/api/operations.ts';
import { problems } from '../../../../events/contracts/api/problem.ts';

type Described = Readonly<Record<string, { readonly [member: string]: unknown }>>;
const description = () => JSON.parse(JSON.stringify(describeApi('1.2.3')));

test('the description is valid OpenAPI 3.1', async () => {
  const api = await SwaggerParser.validate(description());
  expect(api.info.version).toBe('1.2.3');
  expect('openapi' in api && api.openapi).toBe('3.1.0');
});

test('every call of the API is described once, with its answers and problems', () => {
  const { paths } = description() as { paths: Record<string, Described> };
  const described = Object.values(paths).flatMap((methods) => Object.values(methods));
  expect(described.map(({ operationId }) => operationId).sort()).toEqual([...operationIds].sort());
  for (const { path, method, answers, problems: slugs } of Object.values(operations)) {
    const statuses = Object.keys(paths[path]?.[method.toLowerCase()]?.['responses'] ?? {});
    for (const status of [
      ...Object.keys(answers),
      ...slugs.map((slug) => String(problems[slug][0])),
      '500',
      '503',
    ]) {
      expect(statuses).toContain(status);
    }
  }
});

test('what needs a token says so, what needs none says so too', () => {
  const { paths, security } = description();
  expect(security).toEqual([{ token: [] }]);
  expect(paths['/health'].get.security).toEqual([]);
  expect(paths['/incidents'].get).not.toHaveProperty('security');
  expect(Object.keys(paths['/incidents'].get.responses)).toEqual(expect.arrayContaining(['401', '403']));
  expect(Object.keys(paths['/health'].get.responses)).not.toContain('401');
});

test('callers may not add members to requests, answers may gain some', () => {
  const { schemas } = description().components;
  expect(schemas.DeclareRequest.additionalProperties).toBe(false);
  expect(schemas.Incident).not.toHaveProperty('additionalProperties');
});

const examples = Object.entries(operations).flatMap(([id, { body }]) =>
  body?.example === undefined ? [] : [{ id, schema: body.schema, example: body.example }],
);

test.each(examples)('the example of $id is a valid request', ({ schema, example }) => {
  expect(z.safeParse(schema, example).success).toBe(true);
});

test('the calls that need a body all show how people write one', () => {
  const needing = Object.entries(operations).filter(([, { body }]) => body?.required === true);
  expect(examples.map(({ id }) => id)).toEqual(expect.arrayContaining(needing.map(([id]) => id)));
});

test('each call has a method and a path of its own', () => {
  const calls = Object.values(operations).map(({ method, path }) => `${method} ${path}`);
  expect(new Set(calls).size).toBe(calls.length);
});
