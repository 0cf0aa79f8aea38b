import type { Check } from '../check.ts';
import type { AwsEventFacts } from '../facts/aws-events.ts';
import type { Interpretation } from '../finding.ts';

/** What AWS itself says is wrong where the signals come from. */
export const awsEvents: Check<'aws-events'> = {
  scenarios: ['outage', 'database', 'auto-scaling', 'generic'],
  tells: 'whether AWS reports a trouble of its own (its API needs a Business support plan or higher)',
  subjectsOf: ({ signals }) => [
    ...new Set(signals.map(({ transition }) => transition.signal.region).filter((region) => region !== '')),
  ],
  interpret: (facts) => interpret(facts),
};

const interpret = ({ region, events }: AwsEventFacts): Interpretation => {
  const codes = events.map(({ code }) => code);
  const services = [...new Set(events.map(({ service }) => service))];
  const evidence = { events: events.length, codes: codes.slice(0, 10), services };
  return events.length === 0
    ? { state: 'healthy', reason: 'no-aws-event', text: `AWS reports no trouble in ${region}`, evidence }
    : {
        state: 'degraded',
        reason: 'aws-event',
        text: `AWS reports trouble with ${services.join(', ')} in ${region}`,
        evidence,
      };
};
