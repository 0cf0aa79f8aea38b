import { createDynamoDbIncidentStore } from '../../adapters/dynamodb/incident-store.ts';
import { takeIn } from '../../functions/ingest-alarm/take-in.ts';
import type { Shell } from '../../protocol/shell.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { createRandom } from '../../test/simulation/random.ts';
import { alarmRecord } from '../system/alarm-records.ts';
import { PAGE, type System } from '../system/system.ts';
import { refuseAside } from './first-alarm.ts';

const MINUTE_MS = 60_000;
/** Openings are spread over so long; each escalates five minutes later. */
const OPENINGS_MS = 5 * MINUTE_MS;

/** How late each second rung is, in ms by the pushed clock, when only the sweep is left. */
export const latenessBySweep = async (system: System, incidents: number): Promise<readonly number[]> => {
  const random = createRandom(11);
  const startMs = Date.now();
  let nowMs = startMs;
  const due = new Map<string, number>();
  const late: number[] = [];
  const store = createDynamoDbIncidentStore(await system.newTable('lost-timers'));
  const shell: Shell = {
    ...system.shell,
    now: () => nowMs,
    leaseMs: 12_000,
    timers: { schedule: async () => undefined },
    store: {
      ...store,
      create: (incident) => {
        due.set(incident.id, incident.escalation.nextAtMs ?? Number.NaN);
        return store.create(incident);
      },
    },
    publisher: {
      ...system.shell.publisher,
      publish: async (outgoing) => {
        const atMs = due.get(outgoing.incident.id);
        if (outgoing.notice.kind === PAGE && outgoing.notice.audience === 'secondary' && atMs !== undefined)
          late.push(nowMs - atMs);
        return { outcome: 'delivered' };
      },
    },
  };
  const openings = Array.from({ length: incidents }, () => startMs + random.below(OPENINGS_MS)).sort(
    (a, b) => a - b,
  );
  for (let minute = 0; late.length < incidents; minute++) {
    // Somewhere within its minute, so that two sweeps can be nearly two minutes apart.
    const sweepAtMs = startMs + minute * MINUTE_MS + random.below(MINUTE_MS);
    while (openings[0] !== undefined && openings[0] <= sweepAtMs) {
      nowMs = openings.shift() ?? nowMs;
      const record = alarmRecord({ service: `lost-${openings.length}`, name: 'cpu', atMs: nowMs });
      await takeIn({ shell, setAside: refuseAside }, [record]);
    }
    nowMs = sweepAtMs;
    await sweepDue(shell, Number.POSITIVE_INFINITY);
    if (minute > 30) throw new Error(`the sweep left ${incidents - late.length} escalations undone`);
  }
  return late;
};
