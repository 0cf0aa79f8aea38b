import { cpuAlarm, publicEvent } from '../behaviour/public-event.ts';
import { START } from '../behaviour/world.ts';
import {
  alarmed,
  at,
  cleared,
  done,
  dueAt,
  dueAtDay,
  first,
  inTurn,
  muted,
  type Scenario,
  sent,
  sweeps,
  until,
} from './scenario.ts';

const DAYS_35 = 35 * 24 * 60;

/** Resolved 18 minutes after the start, and due to be retired now. */
const overAt18 = inTurn(first, cleared('errors', { at: 1 }), until(20), dueAtDay(35, 18));

/** What a sweep finds. */
export const fromClock: readonly Omit<Scenario, 'source'>[] = [
  {
    title: 'a sweep: a rung and an ended mute window',
    before: inTurn(first, alarmed('payments-errors', { service: 'payments', more: muted }), dueAt(5)),
    work: sweeps,
  },
  { title: 'a sweep: an incident is retired', before: overAt18, work: sweeps },
  {
    title: 'a sweep: what a retired incident has left is removed',
    before: inTurn(overAt18, dueAt(DAYS_35 + 19)),
    work: sweeps,
  },
  {
    title: 'a sweep: a public event of AWS',
    before: inTurn(sent(cpuAlarm(START)), done('acknowledge'), until(9), sent(publicEvent(at(9))), dueAt(10)),
    work: sweeps,
  },
];
