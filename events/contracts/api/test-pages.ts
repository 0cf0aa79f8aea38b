import * as z from 'zod/mini';
import type { TestPage } from '../../../domain/notice/test-page.ts';
import { noQuery, type Operation, writingProblems } from './operation.ts';
import { line } from './request-text.ts';
import { describe, isoTime, named, severity, utcTime } from './values.ts';

const testPageAnswer = named(
  'TestPage',
  z.strictObject({
    id: z.string(),
    audience: z.string(),
    severity,
    by: z.string(),
    at: utcTime,
    arrivals: describe(
      z.array(z.strictObject({ by: z.string(), at: utcTime })),
      'Who said that it arrived, in the order in which they said it.',
    ),
  }),
);

const testPageListAnswer = named(
  'TestPageList',
  z.strictObject({ testPages: z.array(testPageAnswer) }),
  'The last one of each audience, newest first.',
);

export const testPageRequest = named(
  'TestPageRequest',
  z.strictObject({
    audience: line(64),
    severity: describe(
      z.exactOptional(severity),
      'Whom it reaches where contacts are narrowed. Default: SEV1.',
    ),
  }),
);

/** Pages that say that they are tests, and what became of them. */
export const testing = {
  sendTestPage: {
    method: 'POST',
    path: '/test-pages',
    scope: 'respond',
    summary: 'Send an audience a page that says that it is a test',
    query: noQuery,
    body: { schema: testPageRequest, required: true, example: { audience: 'primary' } },
    answers: { 201: testPageAnswer },
    problems: [...writingProblems, 'unknown-audience'],
  },
  listTestPages: {
    method: 'GET',
    path: '/test-pages',
    scope: 'read',
    summary: 'The last test page of each audience',
    query: noQuery,
    answers: { 200: testPageListAnswer },
    problems: [],
  },
  recordArrival: {
    method: 'POST',
    path: '/test-pages/{id}/arrivals',
    scope: 'respond',
    summary: 'Say that a test page arrived',
    query: noQuery,
    body: { schema: z.strictObject({}), required: false },
    answers: { 200: testPageAnswer },
    problems: ['not-found', ...writingProblems],
  },
} as const satisfies Readonly<Record<string, Operation>>;

/** A test page as the API answers it. */
export const viewTestPage = ({ id, audience, severity: level, by, atMs, arrivals }: TestPage) => ({
  ...{ id, audience, severity: level, by, at: isoTime(atMs) },
  arrivals: Object.entries(arrivals)
    .sort(([, a], [, b]) => a - b)
    .map(([name, arrivedAtMs]) => ({ by: name, at: isoTime(arrivedAtMs) })),
});
