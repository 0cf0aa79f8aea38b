import type { Group } from '../figures/figure.ts';
import { median } from '../meters/percentile.ts';
import type { BenchAlarm } from '../system/alarm-records.ts';
import { makePut } from '../system/host-doors.ts';
import { watchProcess } from '../system/other-process.ts';
import { withHost } from '../system/spawned-bench-host.ts';

/** `npm run bench -- soak --minutes 180` */
const minutesOf = (size: 'full' | 'quick'): number =>
  size === 'quick' ? 0.25 : Number(process.env['TOCSIN_SOAK_MINUTES'] ?? 10);

const A_SECOND = 5;
const SERVICES = 100;

/** Each service fails, and clears when its turn comes again. */
const alarmOf = (n: number): BenchAlarm => ({
  service: `soak-${n % SERVICES}`,
  name: 'cpu',
  state: Math.floor(n / SERVICES) % 2 === 0 ? 'ALARM' : 'OK',
  atMs: Date.now(),
});

/** Five alarms a second through the whole laptop host for as long as is wanted: what it holds must not grow. */
export const soak: Group = (size) =>
  withHost(async (endpoints, pid) => {
    const minutes = minutesOf(size);
    const put = makePut(endpoints);
    const memory = watchProcess(pid);
    const beganMs = Date.now();
    const seconds = Math.round(minutes * 60);
    for (let second = 0; second < seconds; second++) {
      await put(Array.from({ length: A_SECOND }, (_, n) => alarmOf(second * A_SECOND + n)));
      const waitMs = beganMs + (second + 1) * 1000 - Date.now();
      if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs));
    }
    const samples = memory.stop();
    const quarter = Math.floor(samples.length / 4);
    /* After five minutes the rungs of what nobody acknowledged come in: another function is at work. */
    const early = median(samples.slice(2 * quarter, 3 * quarter));
    const late = median(samples.slice(-quarter));
    const note = `${A_SECOND} alarms a second for ${minutes} minutes, of ${SERVICES} services that fail and clear in turns.`;
    return [
      {
        ...{ what: 'soak: memory of the host, at most', value: Math.max(...samples), unit: 'MB', note },
        aim: { of: 'value', atMost: 500 },
      },
      {
        what: 'soak: memory in the last quarter beside the third',
        ...{ value: late, unit: 'MB', raw: { what: 'third quarter', value: early }, ratio: late / early },
        aim: { of: 'ratio', atMost: 1.1 },
      },
    ];
  });
