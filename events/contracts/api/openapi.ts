import * as z from 'zod/mini';
import { idNamesIn, type Operation } from './operation.ts';
import { operations } from './operations.ts';
import { DEFAULT_LIMIT, MAX_LIMIT } from './page-query.ts';
import { type ProblemSlug, problems } from './problem.ts';
import { names } from './values.ts';

type Json = Record<string, unknown>;

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

type Made = { jsonSchema: z.core.JSONSchema.BaseSchema };

/** `format` says enough: the pattern beside it is 300 characters of leap years. */
const withoutPattern = ({ jsonSchema }: Made): void => {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
};

/** Requests are strict. Answers may gain members some day, so their schemas allow unknown ones. */
const settings = {
  input: { io: 'input', override: withoutPattern },
  output: {
    io: 'output',
    override: (made: Made) => {
      withoutPattern(made);
      if (made.jsonSchema.additionalProperties === false) delete made.jsonSchema.additionalProperties;
    },
  },
} as const;

const toJsonSchema = (schema: z.ZodMiniType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, settings[io]);
  return rest;
};

/** The API's description, OpenAPI 3.1, from the schemas that requests and answers are checked against. */
export const describeApi = (version: string): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Tocsin',
    version,
    description: 'Incidents out of alarms: query, acknowledge, steer and resolve them.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ token: [] }],
  paths: describePaths(),
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'Scopes: read, respond; admin has both.' },
    },
    schemas: describeSchemas(),
  },
});

const describePaths = (): Json => {
  const paths: Record<string, Json> = {};
  for (const [id, operation] of Object.entries(operations)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(id, operation),
    };
  }
  return paths;
};

const describeOperation = (operationId: string, operation: Operation): Json => ({
  operationId,
  summary: operation.summary,
  ...(operation.scope === undefined ? { security: [] } : { description: `Scope: ${operation.scope}.` }),
  ...describeParameters(operation),
  ...describeBody(operation),
  responses: { ...describeAnswers(operation), ...describeProblems(operation) },
});

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeated request with the same key does nothing again and is answered as the first was.',
  // HTTP trims spaces at both ends of a header.
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]([ -~]*[!-~])?$' },
};

const describeParameters = ({ path, query, body }: Operation): Json => {
  const inPath = idNamesIn(path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const { properties = {} } = toJsonSchema(query, 'input') as { properties?: Record<string, Json> };
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    ...(description === undefined ? {} : { description }),
    ...(schema['type'] === 'array' ? { style: 'form', explode: false } : {}),
    schema:
      name === 'limit' ? { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT } : schema,
  }));
  const parameters = [...inPath, ...inQuery, ...(body === undefined ? [] : [idempotencyKey])];
  return parameters.length === 0 ? {} : { parameters };
};

const describeBody = ({ body }: Operation): Json => {
  if (body === undefined) return {};
  const { example } = body;
  const content = { schema: schemaRef(body.schema, 'input'), ...(example === undefined ? {} : { example }) };
  return { requestBody: { required: body.required, content: { 'application/json': content } } };
};

const texts: Readonly<Record<string, string>> = { 200: 'Done', 201: 'Opened' };

const describeAnswers = ({ answers, body }: Operation): Json =>
  Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      {
        description: texts[status] ?? status,
        ...(body === undefined ? {} : { headers: { 'Idempotent-Replayed': replayed } }),
        content: {
          'application/json': { schema: schema ? schemaRef(schema, 'output') : { type: 'object' } },
        },
      },
    ]),
  );

const replayed: Json = {
  description: 'true: the same Idempotency-Key was seen before, nothing was done again.',
  schema: { type: 'string', enum: ['true'] },
};

const describeProblems = (operation: Operation): Json => {
  const guarded: readonly ProblemSlug[] =
    operation.scope === undefined
      ? []
      : ['token-missing', 'token-malformed', 'token-unknown', 'token-expired', 'scope-missing'];
  const slugs: readonly ProblemSlug[] = [
    'invalid-request',
    ...guarded,
    ...operation.problems,
    'internal',
    'unavailable',
  ];
  const byStatus = Map.groupBy(slugs, (slug) => problems[slug][0]);
  const inFront = { 431: { description: 'The request line and headers are too long: never reaches Tocsin' } };
  const ours = Object.fromEntries(
    [...byStatus].map(([status, kinds]) => [
      String(status),
      {
        description: kinds.map((slug) => `${problems[slug][1]} (${slug})`).join('; '),
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    ]),
  );
  return { ...ours, ...inFront };
};

/** Schemas that have a name are referred to by it. */
const schemaRef = (schema: z.ZodMiniType, io: 'input' | 'output'): Json => {
  const known = names.get(schema);
  return known === undefined ? toJsonSchema(schema, io) : ref(known.id);
};

const describeSchemas = (): Json => {
  const schemas: Record<string, Json> = {};
  for (const io of ['output', 'input'] as const) {
    const made = z.toJSONSchema(names, { ...settings[io], uri: (id) => `#/components/schemas/${id}` });
    for (const [name, schema] of Object.entries(made.schemas)) {
      if (name.endsWith('Request') !== (io === 'input')) continue;
      const { $schema: _, $id: __, ...rest } = schema;
      schemas[name] = rest;
    }
  }
  return schemas;
};
