import * as z from 'zod/mini';
import { commandCall } from './command-call.ts';
import { line, MAX_NAME, note, wholeNote } from './request-text.ts';
import { remarksOf, sayable } from './saying.ts';
import { msOfTimeSpan, timeSpan } from './time-span.ts';
import { describe, named, scenario, severity } from './values.ts';

const noteRequest = named('NoteRequest', z.strictObject({ note: wholeNote() }));
const severityRequest = named('SeverityRequest', z.strictObject({ severity, note }));
const bareRequest = named('ActRequest', z.strictObject({ note }));
const acknowledgeRequest = named(
  'AcknowledgeRequest',
  z.strictObject({
    note,
    for: describe(
      z.exactOptional(timeSpan),
      'For so long only, such as 30m or 2h: then paging goes on where it was. Default: for good.',
    ),
  }),
);
/** People know most when they resolve or mitigate. */
const tellingRequest = named('TellingActRequest', z.strictObject({ note, ...sayable }));
const escalateRequest = named(
  'EscalateRequest',
  z.strictObject({
    note,
    audiences: describe(
      z.exactOptional(z.array(line(MAX_NAME)).check(z.minLength(1), z.maxLength(20))),
      'Whom to page, by the names of tocsin.yml. Default: the next rung of the policy.',
    ),
  }),
);
const linkRequest = named(
  'LinkRequest',
  z.strictObject({ incidentId: describe(line(MAX_NAME), 'The other incident.'), note }),
);
const mergeRequest = named(
  'MergeRequest',
  z.strictObject({
    into: describe(line(MAX_NAME), 'The incident that goes on for both: the one that was opened first.'),
    note,
  }),
);
const patchRequest = named(
  'PatchRequest',
  z
    .strictObject({
      title: z.exactOptional(line(MAX_NAME)),
      service: describe(
        z.exactOptional(line(MAX_NAME)),
        'What it is called from now on: its alarms go on joining it, and those of the other service do not.',
      ),
      note,
      scenario: z.exactOptional(scenario),
      ...sayable,
    })
    .check(
      z.refine((body) => Object.values(body).some((value) => value !== undefined), {
        error: 'says nothing: give at least one field',
      }),
    ),
  'What people know, and call it. null takes a fact back.',
);

z.globalRegistry.add(patchRequest, { minProperties: 1 });

export const acknowledge = commandCall({
  operationId: 'acknowledge',
  path: '/incidents/{id}/acknowledge',
  summary: 'Somebody is on it: paging of this episode stops, for good or for a time',
  body: {
    schema: acknowledgeRequest,
    required: false,
    example: { note: 'Looking at the payment gateway.', for: '30m' },
  },
  toAct: ({ for: span, ...body }) => ({
    command: { kind: 'acknowledge', ...(span === undefined ? {} : { forMs: msOfTimeSpan(span) }) },
    ...remarksOf(body),
  }),
});

export const addNote = commandCall({
  operationId: 'addNote',
  path: '/incidents/{id}/notes',
  summary: 'Write into the timeline',
  body: {
    schema: noteRequest,
    required: true,
    example: { note: 'The certificate of the gateway expired at 09:00 UTC.' },
  },
  toAct: (body) => ({ command: { kind: 'note' }, ...remarksOf(body) }),
});

export const setSeverity = commandCall({
  operationId: 'setSeverity',
  path: '/incidents/{id}/severity',
  summary: 'Change the severity; a risen one pages anew',
  body: {
    schema: severityRequest,
    required: true,
    example: { severity: 'SEV2', note: 'Only cards of one bank are refused.' },
  },
  toAct: ({ severity, ...body }) => ({ command: { kind: 'set-severity', severity }, ...remarksOf(body) }),
});

export const mitigate = commandCall({
  operationId: 'mitigate',
  path: '/incidents/{id}/mitigated',
  summary: 'The effect on users has ended',
  body: {
    schema: tellingRequest,
    required: false,
    example: { progress: 'Traffic goes through the second gateway.' },
  },
  toAct: (body) => ({ command: { kind: 'mitigate' }, ...remarksOf(body) }),
});

export const resolve = commandCall({
  operationId: 'resolve',
  path: '/incidents/{id}/resolve',
  summary: 'It is over',
  body: {
    schema: tellingRequest,
    required: false,
    example: {
      rootCause: 'An expired certificate.',
      resolution: 'Renewed it.',
      prevention: 'An alarm 30 days ahead.',
    },
  },
  toAct: (body) => ({ command: { kind: 'resolve' }, ...remarksOf(body) }),
});

export const reopen = commandCall({
  operationId: 'reopen',
  path: '/incidents/{id}/reopen',
  summary: 'It is not over after all',
  body: { schema: bareRequest, required: false },
  toAct: (body) => ({ command: { kind: 'reopen' }, ...remarksOf(body) }),
});

export const close = commandCall({
  operationId: 'close',
  path: '/incidents/{id}/close',
  summary: 'Close a resolved incident for good',
  body: { schema: bareRequest, required: false },
  toAct: (body) => ({ command: { kind: 'close' }, ...remarksOf(body) }),
});

export const escalate = commandCall({
  operationId: 'escalate',
  path: '/incidents/{id}/escalate',
  summary: 'Page the next rung now, or the audiences named',
  body: {
    schema: escalateRequest,
    required: false,
    example: { audiences: ['database'], note: 'Need somebody who knows the cluster.' },
  },
  refusals: { 'unknown-audience': { problem: 'unknown-audience', field: 'audiences' } },
  toAct: ({ audiences, ...body }) => ({
    command: { kind: 'escalate', ...(audiences === undefined ? {} : { audiences }) },
    ...remarksOf(body),
  }),
});

export const sayFacts = commandCall({
  operationId: 'sayFacts',
  method: 'PATCH',
  path: '/incidents/{id}',
  summary: 'Say what is known, or what it is called; null takes a fact back',
  body: {
    schema: patchRequest,
    required: true,
    example: { estimatedResolution: '2026-11-22T11:30:00Z', statements: ['triaged'], nextSteps: null },
  },
  toAct: ({ title, service, ...body }) => ({
    command: {
      kind: 'say',
      ...(title === undefined ? {} : { title }),
      ...(service === undefined ? {} : { service }),
    },
    ...remarksOf(body),
  }),
});

export const link = commandCall({
  operationId: 'linkIncidents',
  path: '/incidents/{id}/links',
  summary: 'Two incidents belong together: each has the other among its links',
  body: {
    schema: linkRequest,
    required: true,
    example: { incidentId: 'g5pf9c3nzqq5-1', note: 'The same deployment broke both.' },
  },
  refusals: {
    'unknown-incident': { problem: 'invalid-request', field: 'incidentId' },
    'same-incident': { problem: 'invalid-request', field: 'incidentId' },
  },
  toAct: ({ incidentId, ...body }) => ({ command: { kind: 'link', to: incidentId }, ...remarksOf(body) }),
});

export const merge = commandCall({
  operationId: 'mergeIncident',
  path: '/incidents/{id}/merge',
  summary: 'It becomes a part of an earlier incident: it is closed, its signals and timeline go on there',
  body: {
    schema: mergeRequest,
    required: true,
    example: { into: 'g5pf9c3nzqq5-1', note: 'The same database fails for both.' },
  },
  refusals: {
    'unknown-incident': { problem: 'invalid-request', field: 'into' },
    'same-incident': { problem: 'invalid-request', field: 'into' },
  },
  toAct: ({ into, ...body }) => ({ command: { kind: 'merge', into }, ...remarksOf(body) }),
});
