import type { SignalState } from '../../../domain/signal/signal.ts';
import type { EventEnvelope } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import type { IntakeContext, Reading } from '../reading.ts';
import { momentOf } from '../timestamp.ts';

/** What a service reports of one of its resources, where no kind of signal of its own exists for it. */
export interface Report {
  /** The service's name as people know it: Lambda, Elastic Beanstalk. */
  readonly service: string;
  /** What kind of resource it is about, as correlation names it: `function`, `environment`. */
  readonly type: string;
  readonly resource: string;
  readonly arn?: string | undefined;
  /** What of the resource: reports of one topic of one resource are one signal. */
  readonly topic: string;
  readonly state: SignalState;
  /** What happened, in one line, without the resource's name. */
  readonly said: string;
  readonly description?: string | undefined;
  readonly facts?: Readonly<Record<string, string | number | undefined>>;
}

/** The transition of a report, a signal of kind `notification`. */
export const reportReading = (report: Report, event: EventEnvelope, context: IntakeContext): Reading => {
  const { service, type, resource, arn, topic, state, said, description, facts } = report;
  const place = `${event.account ?? ''}:${event.region ?? ''}`;
  return transitionOf(
    {
      id: `${arn ?? `${service.toLowerCase()}:${place}:${resource}`}#${topic}`,
      kind: 'notification',
      name: `${resource}: ${said}`,
      description,
      state,
      atMs: momentOf(context, event.time),
      reason: description ?? said,
      resources: [arn],
      facts: { service, resourceType: type, resource, said, ...facts },
    },
    event,
  );
};
