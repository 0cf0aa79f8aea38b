import { isOpen } from '../../domain/incident/incident.ts';
import { orderOf } from '../../domain/signal/order.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import {
  configured,
  createWorld,
  MINUTE,
  SECOND,
  START,
  transitionOf,
  type World,
} from '../behaviour/world.ts';

/** Services and severities by the alarm's name, so that both copies of an alarm are read alike. */
const configuration = configured(`services:
  - name: payments
    match:
      - alarm: p*
  - name: checkout
    match:
      - alarm: '*'
rules:
  - name: worse
    match:
      alarm: w*
    severity: SEV2
  - name: worst
    match:
      alarm: x*
    severity: SEV1
clocks:
  clearHold: 1m
  autoResolve: 2m
  updateEvery: 3m
`);

/** Past the mute windows, the status updates that look again, and the resolution by itself. */
const REST_MS = 7 * MINUTE;

/** When muted alarms may page. */
const MUTED_UNTIL_MS = START + 2 * MINUTE;

/** `a+1`: a goes into ALARM in second 1. `-` OK, `?` INSUFFICIENT_DATA, `~` suppressed, `m` muted, `x` deleted. */
export const eventsOf = (text: string): Transition[] => text.split(' ').map(eventOf);

const eventOf = (text: string): Transition => {
  const [, name = '', what = '', second = ''] = /^([a-z#]+?[0-9]?)([+\-?~mx])([0-9]+)$/.exec(text) ?? [];
  if (name === '') throw new RangeError(`"${text}" is no event`);
  const atMs = START - MINUTE + Number(second) * SECOND;
  const kind = name.includes('#') ? ('contributor' as const) : ('alarm' as const);
  const transition = transitionOf(name, atMs, { kind, ...meanings[what] });
  const { 'tocsin:service': _, ...tags } = transition.signal.tags;
  return { ...transition, signal: { ...transition.signal, tags } };
};

const meanings: Readonly<Record<string, Parameters<typeof transitionOf>[2]>> = {
  '-': { state: 'OK' },
  '?': { state: 'INSUFFICIENT_DATA' },
  '~': { more: { suppressedBy: 'WaitPeriod' } },
  m: { more: { muted: { by: 'arn:aws:cloudwatch:eu-west-1:111122223333:mute', untilMs: MUTED_UNTIL_MS } } },
  x: { state: 'OK', more: { deleted: true } },
};

/** What must be the same whatever the order of arrival (I6). */
export interface Final {
  /** Alarms that open incidents show, by name: each once. */
  readonly shown: readonly string[];
  /** Each alarm's last transition, and whether it stands. */
  readonly alarms: readonly string[];
  /** Statuses of the open incidents, by key. */
  readonly open: readonly string[];
  /** Pages that anybody got twice. */
  readonly repeated: readonly string[];
}

export interface Arrived {
  readonly final: Final;
  /** Ordered by service: SEV1 is the worst. */
  readonly severities: readonly string[];
  readonly incidents: number;
  readonly stale: number;
}

/** Lets batches arrive a second apart, and waits until nothing more happens. */
export const arrive = async (batches: readonly (readonly Transition[])[]): Promise<Arrived> => {
  const world = createWorld(configuration);
  let stale = 0;
  for (const batch of batches) {
    const results = await world.send(...batch);
    stale += results.filter((result) => result.kind === 'ignored' && result.reason === 'stale').length;
    await world.pass(SECOND);
  }
  await world.pass(START + REST_MS - world.now());
  const open = openOf(world);
  return {
    final: {
      shown: shownIn(world),
      alarms: [...world.records.alarms.values()]
        .map(({ signalId, order, active }) => `${nameOf(signalId)} ${order} ${active}`)
        .sort(),
      open: open.map(({ key, status }) => `${key} ${status}`).sort(),
      repeated: [...Map.groupBy(world.publisher.published, ({ id }) => id)]
        .filter(([, all]) => all.length > 1)
        .map(([id]) => id),
    },
    severities: open.map(({ severity }) => severity).sort(),
    incidents: world.records.incidents.size,
    stale,
  };
};

const openOf = ({ records }: World) => [...records.incidents.values()].filter(isOpen);

const shownIn = (world: World): string[] =>
  openOf(world)
    .flatMap(({ id }) => [...world.records.signalsOf(id).values()])
    .filter(({ active }) => active)
    .map(({ name }) => name)
    .sort();

const nameOf = (signalId: string): string => signalId.split(':').at(-1) ?? signalId;

/** The alarms that stand by the last of their transitions, as the set alone tells: no protocol involved. */
export const standingOf = (events: readonly Transition[]): string[] => {
  const said = events.filter(({ state }) => state !== 'INSUFFICIENT_DATA');
  const byAlarm = Map.groupBy(said, ({ signal }) => signal.id);
  const last = [...byAlarm.values()].flatMap((all) => {
    const [newest] = all.toSorted((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
    return newest ? [newest] : [];
  });
  const ended = (id: string, atMs: number) =>
    last.some(({ signal, state, atMs: at }) => signal.id === id && state === 'OK' && at > atMs);
  return last
    .filter(({ state, suppressedBy }) => state === 'ALARM' && suppressedBy === undefined)
    .filter(({ signal, atMs }) => !ended(signal.id.split('#')[0] ?? '', atMs))
    .map(({ signal }) => signal.name)
    .sort();
};

/** Every order of these. */
export const permutationsOf = <T>(items: readonly T[]): T[][] => {
  if (items.length === 0) return [[]];
  const firsts = items.filter((item, n) => items.indexOf(item) === n);
  return firsts.flatMap((first) => {
    const rest = items.toSpliced(items.indexOf(first), 1);
    return permutationsOf(rest).map((order) => [first, ...order]);
  });
};

/** Every order, and every order with each of them arriving twice: of five, the second copy comes last. */
export const ordersOf = <T>(items: readonly T[]): T[][] => {
  const orders = permutationsOf(items);
  const repeated = items.flatMap((again) =>
    items.length < 5 ? permutationsOf([...items, again]) : orders.map((order) => [...order, again]),
  );
  return [...orders, ...repeated];
};
