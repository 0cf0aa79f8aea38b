import {
  type DescribeEventsCommandInput,
  type Event,
  type HealthClient,
  paginateDescribeEvents,
} from '@aws-sdk/client-health';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** What AWS reports as open in each region. The API needs a Business support plan: else it is refused. */
export const createAwsEventsLooker =
  (client: HealthClient): Looker<'aws-events'> =>
  ({ subjects, signal }) =>
    Promise.all(
      subjects.map(async (region): Promise<Seen<'aws-events'>> => {
        const input = {
          filter: { regions: [region, 'global'], eventTypeCategories: ['issue'], eventStatusCodes: ['open'] },
        } satisfies DescribeEventsCommandInput;
        try {
          const events: Event[] = [];
          for await (const page of paginateDescribeEvents({ client }, input, { abortSignal: signal }))
            events.push(...(page.events ?? []));
          const open = events.map(({ service, eventTypeCode, startTime }) => ({
            service: service ?? 'AWS',
            code: eventTypeCode ?? 'unknown',
            startedAtMs: startTime?.getTime() ?? 0,
          }));
          return { resource: region, facts: { region, events: open } };
        } catch (error) {
          return { resource: region, error };
        }
      }),
    );
