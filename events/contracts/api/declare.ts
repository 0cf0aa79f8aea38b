import * as z from 'zod/mini';
import type { Severity } from '../../../domain/kernel/severity.ts';
import type { Declaration } from '../../../domain/lifecycle/command.ts';
import { incidentMembers } from './incident-answer.ts';
import { noQuery, type Operation, writingProblems } from './operation.ts';
import { line, MAX_NAME, note } from './request-text.ts';
import { remarksOf, sayable } from './saying.ts';
import { describe, named, scenario, severity } from './values.ts';

const declaredAnswer = named(
  'DeclaredIncident',
  z.strictObject({
    ...incidentMembers,
    outcome: describe(z.enum(['opened', 'reopened', 'joined']), 'What became of the declaration.'),
    serviceKnown: describe(
      z.optional(z.boolean()),
      'false: neither tocsin.yml nor an earlier incident names the service. Absent: it could not be looked up.',
    ),
    nearServices: describe(
      z.optional(z.array(z.string())),
      'Where the service is not known: those that may be meant.',
    ),
  }),
);

export const declareRequest = named(
  'DeclareRequest',
  z.strictObject({
    title: line(MAX_NAME),
    service: describe(
      z.exactOptional(line(MAX_NAME)),
      'Joins an open incident of this service. Default: the title.',
    ),
    severity: describe(z.exactOptional(severity), 'Default: the configured one (SEV3).'),
    scenario: describe(z.exactOptional(scenario), 'Default: generic.'),
    strict: describe(
      z.exactOptional(z.boolean()),
      'true: refuse a service that neither tocsin.yml nor an earlier incident names.',
    ),
    note,
    ...sayable,
  }),
);

export const declaring = {
  declareIncident: {
    method: 'POST',
    path: '/incidents',
    scope: 'respond',
    summary: 'Declare an incident: 201 where it opened one, 200 where it joined or reopened one',
    query: noQuery,
    body: {
      schema: declareRequest,
      required: true,
      example: {
        title: 'Checkout refuses every card',
        service: 'checkout',
        severity: 'SEV1',
        scenario: 'outage',
        impact: 'Nobody can pay.',
      },
    },
    answers: { 201: declaredAnswer, 200: declaredAnswer },
    problems: [...writingProblems, 'unknown-service'],
  },
} as const satisfies Readonly<Record<string, Operation>>;

/** The declaration that a body asks for; what it leaves open is filled in. */
export const toDeclaration = (
  {
    title,
    service = title,
    severity,
    scenario = 'generic',
    strict: _,
    ...body
  }: z.output<typeof declareRequest>,
  defaultSeverity: Severity,
): Omit<Declaration, 'by' | 'request'> => ({
  title,
  service,
  severity: severity ?? defaultSeverity,
  scenario,
  ...remarksOf(body),
});
