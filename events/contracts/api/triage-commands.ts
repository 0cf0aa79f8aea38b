import * as z from 'zod/mini';
import { questions } from '../../../domain/triage/trees.ts';
import { commandCall } from './command-call.ts';
import { line, MAX_NAME, note } from './request-text.ts';
import { remarksOf } from './saying.ts';
import { describe, named } from './values.ts';

const triageRequest = named('TriageRequest', z.strictObject({ note }));
const answerRequest = named(
  'AnswerRequest',
  z.strictObject({
    question: describe(line(MAX_NAME), `One of ${Object.keys(questions).join(', ')}.`),
    answer: describe(line(MAX_NAME), 'As `triage.tree.next.answers` of the incident lists them: yes or no.'),
    note,
  }),
);

export const triageNow = commandCall({
  operationId: 'triageNow',
  path: '/incidents/{id}/triage',
  summary: 'Examine its service now; what is found stands in the incident within seconds',
  status: 202,
  body: { schema: triageRequest, required: false },
  toAct: (body) => ({ command: { kind: 'triage' }, ...remarksOf(body) }),
});

export const answer = commandCall({
  operationId: 'answerQuestion',
  path: '/incidents/{id}/answers',
  summary: 'Answer a question of the decision tree',
  body: {
    schema: answerRequest,
    required: true,
    example: { question: 'data-loss', answer: 'no', note: 'Replication was 2 s behind.' },
  },
  refusals: {
    'unknown-question': { problem: 'invalid-request', field: 'question' },
    'unknown-answer': { problem: 'invalid-request', field: 'answer' },
  },
  toAct: ({ question, answer, ...body }) => ({
    command: { kind: 'answer', question, answer },
    ...remarksOf(body),
  }),
});
