import * as z from 'zod/mini';
import { domainEventDetailSchema } from './domain-events.ts';

/** The domain event `incident.triage-requested`, as EventBridge puts it into the queue. */
const requestSchema = z.object({ detail: domainEventDetailSchema });

/** Whose triage is asked for. Undefined for what is no such event. */
export const parseTriageRequest = (body: string): { readonly incidentId: string } | undefined => {
  try {
    return { incidentId: z.parse(requestSchema, JSON.parse(body)).detail.incident.id };
  } catch {
    return undefined; // All mistakes are alike here: the caller logs them, and the incident's clock asks again.
  }
};
