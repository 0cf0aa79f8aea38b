import { tapPorts } from '../faults/port-calls.ts';
import type { Random } from './random.ts';
import { isWithin, type Stretch, stretchesOf, UnavailableError } from './unavailable.ts';

/** What can fail as a whole, by the port to it: the table, SNS, SQS, EventBridge. */
const services = ['store', 'publisher', 'timers', 'bus'] as const;
type Service = (typeof services)[number];

/** A part of the table that is too busy on its own: no alarm can be taken in, and everything else goes on. */
const takingIn = 'store.readHeads';

const isPartOf = (call: string, whole: string): boolean => call === whole || call.startsWith(`${whole}.`);

class OutageError extends UnavailableError {
  override readonly name = 'OutageError';
}

/** The outages of a history: one service, or the reads before an alarm is taken in, may answer nothing for a stretch while workers run, or at rest, or both. */
export const createOutages = (random: Random, note: (line: string) => void) => {
  const { storm, rest } = stretchesOf(random, 0.15);
  const service = random.pick([...services, takingIn]);
  let isOut = false;
  const turn = (stretch: Stretch, count: number): void => {
    if (isWithin(stretch, count) === isOut) return;
    isOut = !isOut;
    note(isOut ? `${service} does not answer` : `${service} answers again`);
  };

  return {
    isUp: (name: Service): boolean => !isOut || !isPartOf(service, name),
    /** Decisions that look at alarms back off in it, and after it until they are tried again. */
    holdsUpDecisions: service === takingIn,
    /** The same ports; a call to one fails while its service is out. */
    through: <T extends object>(ports: T): T =>
      tapPorts(ports, async ({ name }, effect) => {
        if (isOut && isPartOf(name, service)) throw new OutageError(`${service} does not answer`);
        return effect();
      }),
    atStep: (step: number): void => turn(storm, step),
    atMinute: (minute: number): void => turn(rest, minute),
    /** Minutes at rest after which everything answers. */
    restEndsAt: rest.until,
  };
};
