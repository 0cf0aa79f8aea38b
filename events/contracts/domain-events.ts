import * as z from 'zod/mini';
import type { DomainEvent } from '../../domain/incident/domain-event.ts';
import { statuses } from '../../domain/incident/incident.ts';
import { scenarios } from '../../domain/kernel/scenario.ts';
import { severities } from '../../domain/kernel/severity.ts';

/** `source` of every event on the custom bus. */
const DOMAIN_EVENT_SOURCE = 'tocsin';

/** `detail-type` of the events; past tense. */
export const domainEventTypes = [
  'incident.opened',
  'incident.reopened',
  'incident.acknowledged',
  'incident.escalated',
  'incident.severity-changed',
  'incident.mitigated',
  'incident.resolved',
  'incident.closed',
  'incident.merged',
  'incident.triage-requested',
  'incident.triaged',
] as const satisfies readonly DomainEvent['type'][];

/** Within a version fields are only ever added: programs must pass over fields that they do not know. */
const DOMAIN_EVENT_VERSION = '1';

/** `detail` of an event on the custom bus. Times are ISO 8601 in UTC. Built with the first event, which follows a page. */
export const domainEventDetailSchema = z.lazy(() => {
  const time = z.iso.datetime();
  return z.object({
    version: z.literal(DOMAIN_EVENT_VERSION),
    /** The same id again when an event is sent twice: de-duplicate on it. */
    id: z.string().check(z.minLength(1)),
    at: time,
    /** A person's name, or `tocsin`. */
    by: z.string(),
    /** Literal reason of the change, where it has one. */
    reason: z.optional(z.string()),
    incident: z.object({
      id: z.string().check(z.minLength(1)),
      title: z.string(),
      status: z.enum(statuses),
      severity: z.enum(severities),
      scenario: z.enum(scenarios),
      service: z.string(),
      episode: z.int(),
      openedAt: time,
      /** The earlier incident that it has become a part of. */
      mergedInto: z.optional(z.string()),
    }),
  });
});

export type DomainEventDetail = z.infer<typeof domainEventDetailSchema>;

/** One entry of `PutEvents`, but for the bus. */
export interface DomainEventEntry {
  readonly source: typeof DOMAIN_EVENT_SOURCE;
  readonly detailType: DomainEvent['type'];
  readonly time: Date;
  readonly detail: DomainEventDetail;
}

const iso = (atMs: number): string => new Date(atMs).toISOString();

/**
 * The event as it goes onto the bus.
 * @throws ZodError where the event breaks its own schema, which is a mistake of the caller
 */
export const toDomainEventEntry = (event: DomainEvent): DomainEventEntry => {
  const { openedAtMs, ...incident } = event.incident;
  return {
    source: DOMAIN_EVENT_SOURCE,
    detailType: event.type,
    time: new Date(event.atMs),
    detail: z.parse(domainEventDetailSchema, {
      version: DOMAIN_EVENT_VERSION,
      id: event.id,
      at: iso(event.atMs),
      by: event.by,
      ...(event.reason === undefined ? {} : { reason: event.reason }),
      incident: { ...incident, openedAt: iso(openedAtMs) },
    }),
  };
};
