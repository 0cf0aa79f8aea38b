import type { Transition } from '../../domain/signal/signal.ts';
import { transitionOf } from './world.ts';

/** The code of every public event here. */
export const CODE = 'AWS_EC2_OPERATIONAL_ISSUE';

/** A public event of AWS Health, the `n`th of its service and region. */
export const publicEvent = (
  atMs: number,
  more: { readonly service?: string; readonly region?: string; readonly n?: number } = {},
): Transition => {
  const { service = 'EC2', region = 'eu-west-1', n = 1 } = more;
  const transition = transitionOf(CODE, atMs, { kind: 'health' });
  const facts = { scope: 'PUBLIC', service, eventTypeCategory: 'issue', eventTypeCode: CODE };
  const id = `arn:aws:health:${region}::event/${service}/${CODE}/${n}#111122223333`;
  return { ...transition, signal: { ...transition.signal, id, region, facts, tags: {}, metrics: [] } };
};

/** An alarm on a metric of EC2. */
export const cpuAlarm = (atMs: number): Transition => {
  const transition = transitionOf('cpu', atMs, { severity: 'SEV3' });
  const metrics = [{ namespace: 'AWS/EC2', name: 'CPUUtilization', dimensions: {} }];
  return { ...transition, signal: { ...transition.signal, metrics } };
};
