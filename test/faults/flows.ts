import { MINUTE, START } from '../behaviour/world.ts';
import {
  alarm,
  clearedAt1,
  crashedOpener,
  declares,
  type Flow,
  first,
  ok,
  person,
  sweep,
  timer,
} from './flow.ts';
import { alarmed, done, dueAt, dueAtDay, inTurn, nothing, until } from './scenario.ts';

/** In minutes. */
const DAY = 24 * 60;

/** Workers side by side: every pair that meets on one incident, and three at once. */
export const flows: readonly Flow[] = [
  {
    title: 'two first alarms of one service',
    before: nothing,
    workers: [alarm('errors', 0), alarm('latency', 0)],
    stands: ['errors', 'latency'],
  },
  {
    title: 'two copies of a first alarm',
    before: nothing,
    workers: [alarm('errors', 0), alarm('errors', 0)],
    stands: ['errors'],
  },
  {
    title: 'a first alarm and its OK',
    before: nothing,
    workers: [alarm('errors', 0), ok('errors', 0)],
    stands: [],
  },
  {
    title: 'a first alarm and a declaration',
    before: nothing,
    workers: [alarm('errors', 0), declares],
    stands: ['Slow', 'errors'],
  },
  {
    title: 'a join and the clear of what stood',
    before: inTurn(first, until(1)),
    workers: [alarm('latency', 1), ok('errors', 1)],
    stands: ['latency'],
  },
  {
    title: 'the clears of two alarms',
    before: inTurn(first, alarmed('latency', { severity: 'SEV3' }), until(1)),
    workers: [ok('errors', 1), ok('latency', 1)],
    stands: [],
  },
  {
    title: 'a join and the end of the hold',
    before: inTurn(clearedAt1, dueAt(1)),
    workers: [alarm('latency', 1), timer],
    stands: ['latency'],
  },
  {
    title: 'a join and the resolution by itself',
    before: inTurn(clearedAt1, dueAt(3)),
    workers: [alarm('latency', 3), timer],
    stands: ['latency'],
  },
  {
    title: 'a clear and a resolve',
    before: inTurn(first, until(1)),
    workers: [ok('errors', 1), person({ kind: 'resolve' })],
    stands: [],
  },
  {
    title: 'a join and a resolve',
    before: inTurn(first, until(1)),
    workers: [alarm('latency', 1), person({ kind: 'resolve' })],
    stands: ['errors', 'latency'],
  },
  {
    title: 'an acknowledgement and a timer',
    before: inTurn(first, dueAt(5)),
    workers: [person({ kind: 'acknowledge' }), timer],
    stands: ['errors'],
  },
  {
    title: 'an acknowledgement and a join with a risen severity',
    before: inTurn(first, until(1)),
    workers: [person({ kind: 'acknowledge' }), alarm('latency', 1, { severity: 'SEV2' })],
    stands: ['errors', 'latency'],
  },
  { title: 'two sweeps', before: inTurn(first, dueAt(5)), workers: [sweep, sweep], stands: ['errors'] },
  {
    title: 'a sweep and a timer',
    before: inTurn(first, dueAt(5)),
    workers: [sweep, timer],
    stands: ['errors'],
  },
  {
    title: 'two sweeps after a crash',
    before: crashedOpener,
    workers: [sweep, sweep],
    stands: ['errors'],
    mayRepeat: true,
  },
  {
    title: 'a sweep and the second delivery after a crash',
    before: crashedOpener,
    workers: [sweep, alarm('errors', 0)],
    stands: ['errors'],
    mayRepeat: true,
  },
  {
    title: 'a sweep after a crash and an acknowledgement',
    before: crashedOpener,
    workers: [sweep, person({ kind: 'acknowledge' })],
    stands: ['errors'],
    mayRepeat: true,
  },
  {
    title: 'two alarms, each to seal and to open',
    before: inTurn(clearedAt1, until(60)),
    workers: [alarm('errors', 60), alarm('latency', 60)],
    stands: ['errors', 'latency'],
  },
  {
    title: 'an opening of the next and a reopening by hand',
    before: inTurn(clearedAt1, until(60)),
    workers: [alarm('errors', 60), person({ kind: 'reopen' })],
    stands: ['errors'],
  },
  {
    title: 'two alarms that reopen',
    before: inTurn(clearedAt1, until(10)),
    workers: [alarm('errors', 10), alarm('latency', 10)],
    stands: ['errors', 'latency'],
  },
  {
    title: 'a close and an alarm that reopens',
    before: inTurn(clearedAt1, until(10)),
    workers: [person({ kind: 'close' }), alarm('errors', 10)],
    stands: ['errors'],
  },
  {
    title: 'the look at what was resolved while it stood, and its OK',
    before: inTurn(first, done('resolve'), dueAt(3)),
    workers: [timer, ok('errors', 3)],
    stands: [],
  },
  {
    title: 'a mute window that ends, and an OK',
    before: inTurn(
      alarmed('errors', { severity: 'SEV3', more: { muted: { by: 'rule', untilMs: START + MINUTE } } }),
      dueAt(1),
    ),
    workers: [sweep, ok('errors', 1)],
    stands: [],
  },
  {
    title: 'an alarm that moves to another service, and its OK',
    before: inTurn(first, done('resolve'), until(1)),
    workers: [alarm('errors', 1, { service: 'payments' }), ok('errors', 1)],
    stands: [],
  },
  {
    title: 'three: a join, a clear and a resolve',
    before: inTurn(first, until(1)),
    workers: [alarm('latency', 1), ok('errors', 1), person({ kind: 'resolve' })],
    stands: ['latency'],
  },
  {
    title: 'three: a first alarm, its OK and its next ALARM',
    before: nothing,
    workers: [alarm('errors', 0), ok('errors', 0), alarm('errors', 1)],
    stands: ['errors'],
  },
  {
    title: 'a retirement and the next alarm',
    before: inTurn(clearedAt1, until(5), dueAtDay(35, 4)),
    workers: [alarm('latency', 35 * DAY), sweep],
    stands: ['latency'],
  },
  {
    title: 'a removal and a late copy of an OK',
    before: inTurn(clearedAt1, until(5), dueAtDay(35, 4), until(35 * DAY + 4), dueAt(35 * DAY + 5)),
    workers: [ok('errors', 35 * DAY), sweep],
    stands: [],
  },
  {
    title: 'a removal and the next alarm',
    before: inTurn(clearedAt1, until(5), dueAtDay(35, 4), until(35 * DAY + 4), dueAt(35 * DAY + 5)),
    workers: [alarm('errors', 35 * DAY), sweep],
    stands: ['errors'],
  },
];
