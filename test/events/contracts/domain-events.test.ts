import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { DomainEvent } from '../../../domain/incident/domain-event.ts';
import {
  domainEventDetailSchema,
  domainEventTypes,
  toDomainEventEntry,
} from '../../../events/contracts/domain-events.ts';

const opened: DomainEvent = {
  id: 'k3x9-1@1#0',
  type: 'incident.opened',
  atMs: Date.UTC(2026, 10, 20, 3, 4, 15),
  by: 'tocsin',
  reason: 'opened',
  incident: {
    id: 'k3x9-1',
    title: 'checkout: no healthy target',
    status: 'investigating',
    severity: 'SEV1',
    scenario: 'outage',
    service: 'checkout',
    episode: 1,
    openedAtMs: Date.UTC(2026, 10, 20, 3, 4, 15),
  },
};

test('an event on the bus is versioned, and its times are ISO 8601', () => {
  expect(toDomainEventEntry(opened)).toEqual({
    source: 'tocsin',
    detailType: 'incident.opened',
    time: new Date(opened.atMs),
    detail: {
      version: '1',
      id: 'k3x9-1@1#0',
      at: '2026-11-20T03:04:15.000Z',
      by: 'tocsin',
      reason: 'opened',
      incident: {
        id: 'k3x9-1',
        title: 'checkout: no healthy target',
        status: 'investigating',
        severity: 'SEV1',
        scenario: 'outage',
        service: 'checkout',
        episode: 1,
        openedAt: '2026-11-20T03:04:15.000Z',
      },
    },
  });
});

test('an event without a reason has none on the bus', () => {
  const { reason: _, ...rest } = opened;
  expect(toDomainEventEntry(rest).detail).not.toHaveProperty('reason');
});

test.each([{ severity: 'SEV9' }, { status: 'lost' }, { scenario: 'weather' }])(
  'an event with %j is refused',
  (wrong) => {
    expect(() => toDomainEventEntry({ ...opened, incident: { ...opened.incident, ...wrong } })).toThrow();
  },
);

test('every type of event is named once', () => {
  const all: Record<DomainEvent['type'], true> = {
    'incident.opened': true,
    'incident.reopened': true,
    'incident.acknowledged': true,
    'incident.escalated': true,
    'incident.severity-changed': true,
    'incident.mitigated': true,
    'incident.resolved': true,
    'incident.closed': true,
    'incident.triage-requested': true,
    'incident.triaged': true,
    'incident.merged': true,
  };
  expect([...domainEventTypes].sort()).toEqual(Object.keys(all).sort());
});

test('the schema can be published as JSON Schema', () => {
  expect(z.toJSONSchema(domainEventDetailSchema)).toMatchObject({
    type: 'object',
    required: expect.arrayContaining(['version', 'id', 'at', 'by', 'incident']),
  });
});
