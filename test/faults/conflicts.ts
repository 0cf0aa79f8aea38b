import type { PortCall } from './port-calls.ts';

/** What a call reads and writes, by item; a trailing `*` stands for every item that begins so. */
interface Touched {
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
}

/**
 * Two calls that do not conflict may change places without anybody being able to tell: of all schedules that differ in
 * such places only, one is played. A call that is not known here conflicts with every other.
 */
export const conflict = (a: PortCall, b: PortCall): boolean => {
  const [x, y] = [touchedBy(a), touchedBy(b)];
  return meets(x.writes, y.writes) || meets(x.writes, y.reads) || meets(x.reads, y.writes);
};

const meets = (some: readonly string[] = [], others: readonly string[] = []): boolean =>
  some.some((one) => others.some((other) => covers(one, other) || covers(other, one)));

const covers = (one: string, other: string): boolean =>
  one.endsWith('*') ? other.startsWith(one.slice(0, -1)) : one === other;

const everything: Touched = { writes: ['*'] };

const touchedBy = ({ name, args }: PortCall): Touched => {
  const [first, second] = args;
  switch (name) {
    case 'store.readHeads':
      return { reads: headsOf(first) };
    case 'store.read':
      return { reads: [`incident ${first}`] };
    case 'store.create':
    case 'store.commit':
      return { writes: [`incident ${member(first, 'id')}`] };
    case 'store.finishEffects':
      return { writes: [`incident ${first}`] };
    case 'store.readAlarm':
      return { reads: [`alarm ${first}`] };
    case 'store.putAlarm':
      return { writes: [`alarm ${member(second, 'signalId')}`] };
    case 'store.putSignal':
      return { writes: [`signal ${first} ${member(second, 'signalId')}`] };
    case 'store.standing':
    case 'store.countSignals':
      return { reads: [`signal ${first} *`] };
    case 'store.raiseSlot':
      return { writes: [`slot ${first}`] };
    case 'store.remains':
      return { reads: [`signal ${first} *`] };
    case 'store.remove':
      return { writes: [`signal ${first} *`] };
    case 'store.due':
    case 'store.dueLater':
      return { reads: ['incident *', 'alarm *'] };
    // A few pages are far from the budget of a minute, whoever counts them first.
    case 'store.readPages':
    case 'store.countPages':
    // Written under ids of their own, and read by nobody while the workers run.
    case 'store.appendEntries':
    case 'store.recordIgnored':
    case 'publisher.publish':
    case 'publisher.publishDigest':
    case 'timers.schedule':
    case 'bus.emit':
      return {};
    default:
      return everything;
  }
};

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const headsOf = (wanted: unknown): readonly string[] => {
  const named = (name: string, item: string): string[] => {
    const names = member(wanted, name);
    return Array.isArray(names) ? names.map((id) => `${item} ${id}`) : [];
  };
  return [...named('keys', 'slot'), ...named('signalIds', 'alarm'), ...named('incidentIds', 'incident')];
};
