import type { Random } from './random.ts';
import { isWithin, type Stretch, stretchesOf, UnavailableError } from './unavailable.ts';

/** What can fail as a whole: the table, SNS, SQS, EventBridge. */
export const services = ['store', 'publisher', 'timers', 'bus'] as const;
export type Service = (typeof services)[number];

export class OutageError extends UnavailableError {
  override readonly name = 'OutageError';
}

/** The outages of a history: one service may answer nothing for a stretch while workers run, or at rest, or both. */
export const createOutages = (random: Random, note: (line: string) => void) => {
  const { storm, rest } = stretchesOf(random, 0.15);
  const service = random.pick(services);
  let isOut = false;
  const turn = (stretch: Stretch, count: number): void => {
    if (isWithin(stretch, count) === isOut) return;
    isOut = !isOut;
    note(isOut ? `${service} does not answer` : `${service} answers again`);
  };
  const isUp = (name: Service): boolean => !isOut || service !== name;

  return {
    isUp,
    /** The port of a service, each of whose calls fails during its outage. */
    through: <T extends object>(name: Service, port: T): T =>
      new Proxy(port, {
        get: (target, property, receiver) => {
          const member: unknown = Reflect.get(target, property, receiver);
          if (typeof member !== 'function') return member;
          return async (...args: unknown[]) => {
            if (!isUp(name)) throw new OutageError(`${name} does not answer`);
            return member.apply(target, args);
          };
        },
      }),
    atStep: (step: number): void => turn(storm, step),
    atMinute: (minute: number): void => turn(rest, minute),
    /** Minutes at rest after which everything answers. */
    restEndsAt: rest.until,
  };
};

export type Outages = ReturnType<typeof createOutages>;
