import { DescribeEventsCommand, type HealthClient } from '@aws-sdk/client-health';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** What AWS reports as open in each region. The API needs a Business support plan: else it is refused. */
export const createAwsEventsLooker =
  (client: HealthClient): Looker<'aws-events'> =>
  ({ subjects, signal }) =>
    Promise.all(
      subjects.map(async (region): Promise<Seen<'aws-events'>> => {
        const command = new DescribeEventsCommand({
          filter: { regions: [region, 'global'], eventTypeCategories: ['issue'], eventStatusCodes: ['open'] },
        });
        try {
          const { events = [] } = await client.send(command, { abortSignal: signal });
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
