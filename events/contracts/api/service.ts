import * as z from 'zod/mini';
import { noQuery, type Operation } from './operation.ts';
import { named } from './values.ts';

const healthAnswer = named('Health', z.strictObject({ status: z.literal('ok'), version: z.string() }));

const open = (path: string, summary: string, answer: z.ZodMiniType | undefined): Operation => ({
  method: 'GET',
  path,
  summary,
  query: noQuery,
  answers: { 200: answer },
  problems: [],
});

/** What the API tells of itself, without a token. */
export const describing = {
  readDescription: open('/openapi.json', 'This description (OpenAPI 3.1)', undefined),
  readHealth: open('/health', 'Whether the API answers', healthAnswer),
} as const;
