import * as z from 'zod/mini';
import { findingStates } from '../../../domain/triage/finding.ts';
import { describe, named, utcTime } from './values.ts';

const confidence = z.enum(['high', 'medium', 'low']);
const findingIds = z.array(z.string());

const hypothesis = named(
  'Hypothesis',
  z.strictObject({
    kind: z.string(),
    confidence,
    text: z.string(),
    for: describe(z.optional(findingIds), 'Findings that speak for it.'),
    against: describe(z.optional(findingIds), 'Findings that speak against it.'),
  }),
);

const scope = named(
  'Scope',
  z.strictObject({
    kind: z.enum(['all', 'part', 'one-zone', 'none', 'unknown']),
    unavailable: describe(z.optional(z.number()), 'Share of the capacity, 0 to 1.'),
    text: z.string(),
  }),
);

const gap = named(
  'Gap',
  z.strictObject({
    check: z.string(),
    resource: z.optional(z.string()),
    reason: z.string(),
    text: z.string(),
  }),
);

const proposal = named(
  'Proposal',
  z.strictObject({
    id: z.string(),
    action: z.string(),
    text: z.string(),
    why: z.string(),
    risk: z.string(),
    command: describe(z.string(), 'What it stands for, for the AWS CLI. Nothing has been changed.'),
  }),
);

const tree = named(
  'DecisionPath',
  z.strictObject({
    name: z.string(),
    path: z.array(z.strictObject({ question: z.string(), answer: z.string(), by: z.string(), at: utcTime })),
    next: describe(
      z.union([
        z.strictObject({ question: z.string(), text: z.string(), answers: z.array(z.string()) }),
        z.strictObject({ step: z.string(), text: z.string() }),
      ]),
      'The next question, answered with POST /incidents/{id}/answers, or the step that the answers lead to.',
    ),
  }),
);

/** What an incident's answer says of its triage. A list has the summary alone. */
export const triageAnswer = named(
  'Triage',
  z.strictObject({
    runs: z.int(),
    state: z.enum(['running', 'done', 'lost']),
    askedAt: utcTime,
    reason: z.string(),
    lastAt: describe(z.optional(utcTime), 'When it was last judged.'),
    nextAt: describe(z.optional(utcTime), 'When it looks again.'),
    text: describe(z.optional(z.string()), 'What is known, in a line.'),
    cause: describe(z.nullable(hypothesis), 'The probable cause; null: not known.'),
    alternatives: describe(
      z.optional(z.array(hypothesis)),
      'This and what follows: of one incident, not in lists.',
    ),
    scope: z.optional(scope),
    gaps: describe(z.optional(z.array(gap)), 'What could not be looked at, and what it would have told.'),
    proposals: z.optional(z.array(proposal)),
    tree: z.optional(tree),
  }),
);
export type TriageAnswer = z.infer<typeof triageAnswer>;

const evidence = describe(
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  'Numbers, ids and times that it rests on.',
);

export const findingAnswer = named(
  'Finding',
  z.strictObject({
    id: z.string(),
    run: z.int(),
    check: z.string(),
    resource: z.optional(z.string()),
    state: describe(z.enum(findingStates), 'unknown: it could not be looked at.'),
    reason: z.string(),
    text: z.string(),
    evidence,
    tookMs: z.number(),
    at: utcTime,
  }),
);
export type FindingAnswer = z.infer<typeof findingAnswer>;
