import { cpuAlarm, publicEvent } from '../behaviour/public-event.ts';
import { START, transitionOf } from '../behaviour/world.ts';
import { fromClock } from './clock-scenarios.ts';
import { fromPeople } from './people-scenarios.ts';
import {
  alarmed,
  at,
  cleared,
  delivers,
  done,
  dueAt,
  first,
  inTurn,
  merged,
  muted,
  nothing,
  type Scenario,
  sent,
  timerComes,
  until,
} from './scenario.ts';
import { ofTriage } from './triage-scenarios.ts';

const joined = inTurn(first, alarmed('latency', { severity: 'SEV3' }), until(5));

const fromQueue: readonly Omit<Scenario, 'source'>[] = [
  {
    title: 'a first alarm',
    before: nothing,
    work: delivers(transitionOf('errors', START, { severity: 'SEV3' })),
  },
  {
    title: 'a first alarm of SEV1',
    before: nothing,
    work: delivers(transitionOf('down', START, { severity: 'SEV1' })),
  },
  {
    title: 'a batch of first alarms of two services',
    before: nothing,
    work: delivers(
      transitionOf('errors', START, { severity: 'SEV3' }),
      transitionOf('latency', START, { severity: 'SEV2', resource: 'db' }),
      transitionOf('payments-errors', START, { service: 'payments' }),
    ),
  },
  {
    title: 'a join',
    before: inTurn(first, until(5)),
    work: delivers(transitionOf('latency', at(5), { severity: 'SEV3' })),
  },
  {
    title: 'a join of what expires by itself',
    before: inTurn(first, until(5)),
    work: delivers(transitionOf('launch', at(5), { severity: 'SEV3', kind: 'scaling' })),
  },
  {
    title: 'a join with a risen severity',
    before: inTurn(first, until(5)),
    work: delivers(transitionOf('latency', at(5), { severity: 'SEV1' })),
  },
  {
    title: 'a join of a new component',
    before: inTurn(alarmed('errors', { severity: 'SEV3', resource: 'web' }), until(5)),
    work: delivers(transitionOf('latency', at(5), { severity: 'SEV3', resource: 'db' })),
  },
  {
    title: 'a join that takes a clearing back',
    before: inTurn(first, cleared('errors', { at: 1 }), until(0)),
    work: delivers(transitionOf('latency', at(0) + 2, { severity: 'SEV3' })),
  },
  {
    title: 'a join, arrived late, that takes back what a person called mitigated',
    before: inTurn(first, until(5), done('mitigate')),
    work: delivers(transitionOf('latency', at(1), { severity: 'SEV3' })),
  },
  {
    title: 'a new alarm long after the acknowledgement',
    before: inTurn(first, done('acknowledge'), until(20)),
    work: delivers(transitionOf('latency', at(20), { severity: 'SEV3' })),
  },
  {
    title: 'a clear of the last signal',
    before: inTurn(first, until(5)),
    work: delivers(transitionOf('errors', at(5), { state: 'OK' })),
  },
  {
    title: 'a clear of one signal of two',
    before: joined,
    work: delivers(transitionOf('errors', at(5), { state: 'OK' })),
  },
  {
    title: 'a clear and a join in one batch',
    before: inTurn(first, until(5)),
    work: delivers(
      transitionOf('errors', at(5), { state: 'OK' }),
      transitionOf('latency', at(5), { severity: 'SEV2' }),
    ),
    mayReorder: true,
  },
  {
    title: 'an alarm that is muted, then another',
    before: nothing,
    work: delivers(transitionOf('errors', START, { more: muted }), transitionOf('latency', START)),
  },
  {
    title: 'a reopening',
    before: inTurn(first, cleared('errors', { at: 1 }), until(20)),
    work: delivers(transitionOf('errors', at(20), { severity: 'SEV3' })),
  },
  {
    title: 'the next generation',
    before: inTurn(first, cleared('errors', { at: 1 }), until(60)),
    work: delivers(transitionOf('errors', at(60), { severity: 'SEV3' })),
  },
  {
    title: 'a resolved alarm that now belongs to another service',
    before: inTurn(first, done('resolve'), until(5)),
    work: delivers(transitionOf('errors', at(5), { service: 'payments' })),
  },
  {
    title: 'a second scaling failure',
    before: inTurn(alarmed('launch', { severity: 'SEV3', kind: 'scaling' }), until(5)),
    work: delivers(transitionOf('launch', at(5), { severity: 'SEV3', kind: 'scaling' })),
  },
  {
    title: 'a first alarm of a service whose incident was merged',
    before: inTurn(merged, until(10)),
    work: delivers(transitionOf('queue', at(10), { service: 'payments', severity: 'SEV1' })),
  },
  {
    title: 'a repeat of what a merger has moved',
    before: inTurn(merged, until(10)),
    work: delivers(transitionOf('refusals', at(10), { service: 'payments', severity: 'SEV2' })),
  },
  {
    title: 'the end of what a merger has moved',
    before: inTurn(merged, until(10)),
    work: delivers(transitionOf('refusals', at(10), { service: 'payments', state: 'OK' })),
  },
  {
    title: 'a public event of AWS that concerns an open incident',
    before: inTurn(sent(cpuAlarm(START)), until(5)),
    work: delivers(publicEvent(at(5))),
  },
  { title: 'a timer: a rung', before: inTurn(first, dueAt(5)), work: timerComes },
  {
    title: 'a timer: a status update',
    before: inTurn(first, alarmed('latency'), done('acknowledge'), dueAt(15)),
    work: timerComes,
  },
  {
    title: 'a timer: no resolution in time',
    before: inTurn(first, done('acknowledge'), dueAt(30)),
    work: timerComes,
  },
  {
    title: 'a timer: the hold ends, mitigated',
    before: inTurn(first, cleared('errors', { at: 1 }), dueAt(6)),
    work: timerComes,
  },
  {
    title: 'a timer: resolved by itself',
    before: inTurn(first, cleared('errors', { at: 1 }), dueAt(17)),
    work: timerComes,
  },
  {
    title: 'a timer: a scaling failure expires',
    before: inTurn(alarmed('launch', { severity: 'SEV3', kind: 'scaling' }), done('acknowledge'), dueAt(62)),
    work: timerComes,
  },
  {
    title: 'a timer: resolved while an alarm stands',
    before: inTurn(first, done('resolve'), dueAt(15)),
    work: timerComes,
  },
  {
    title: 'a timer: closed while an alarm stands',
    before: inTurn(first, done('resolve'), done('close'), dueAt(15)),
    work: timerComes,
  },
];

/** Every kind of invocation that the functions see. */
export const scenarios: readonly Scenario[] = [
  ...[...fromQueue, ...ofTriage].map((scenario) => ({ ...scenario, source: 'queue' as const })),
  ...fromClock.map((scenario) => ({ ...scenario, source: 'clock' as const })),
  ...fromPeople.map((scenario) => ({ ...scenario, source: 'person' as const })),
];
