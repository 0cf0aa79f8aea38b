/** One call to the outside, as it passes a port of the shell. */
export interface PortCall {
  /** `store.commit`, `publisher.publish` … */
  readonly name: string;
  readonly args: readonly unknown[];
}

/** Stands between the protocol and a port; `effect` carries the call out, as often as it is called. */
export type Tap = (call: PortCall, effect: () => Promise<unknown>) => Promise<unknown>;

/**
 * A shell, or what else holds ports, with every call of every port going through the tap. Ports are found by their
 * shape, not named, so that a new port or a new call is covered by itself. The journal is no port to the outside: it
 * never fails.
 */
export const tapPorts = <T extends object>(shell: T, tap: Tap): T => {
  const tapped = Object.entries(shell).flatMap(([name, member]) =>
    name !== 'journal' && isPort(member) ? [[name, tapPort(name, member, tap)]] : [],
  );
  return { ...shell, ...Object.fromEntries(tapped) };
};

const isPort = (member: unknown): member is object =>
  typeof member === 'object' &&
  member !== null &&
  Object.values(member).some((value) => typeof value === 'function');

const tapPort = (port: string, target: object, tap: Tap): object =>
  new Proxy(target, {
    get: (_, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) =>
        tap({ name: `${port}.${String(name)}`, args }, async () => Reflect.apply(member, target, args));
    },
  });
