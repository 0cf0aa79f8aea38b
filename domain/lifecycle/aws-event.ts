import { addEntry, change, type Draft } from '../incident/draft.ts';
import type { Incident } from '../incident/incident.ts';
import { MAX_AWS_EVENTS } from '../incident/related.ts';
import type { Transition } from '../signal/signal.ts';

/** AWS reports something that may be the cause: people see it, and nobody is paged for it. Once an event. */
export const noteAwsEvent = (draft: Draft, { signal, atMs }: Transition): void => {
  const { awsEvents = [] } = draft.incident;
  if (awsEvents.some(({ id }) => id === signal.id)) return;
  const service = String(signal.facts['service'] ?? '');
  const { id, region, name: code } = signal;
  change(draft, { awsEvents: [...awsEvents, { id, service, region, code, atMs }].slice(-MAX_AWS_EVENTS) });
  addEntry(draft, 'aws-event', `AWS reports an event on ${service} in ${region}: ${code}`, { reason: code });
};

/** What AWS has reported on an incident that is merged concerns the one that takes it over. */
export const takeAwsEvents = (draft: Draft, { awsEvents = [] }: Incident): void => {
  const { awsEvents: here = [] } = draft.incident;
  const fresh = awsEvents.filter(({ id }) => !here.some((event) => event.id === id));
  if (fresh.length === 0) return;
  const both = [...here, ...fresh].sort((a, b) => a.atMs - b.atMs);
  change(draft, { awsEvents: both.slice(-MAX_AWS_EVENTS) });
};
