import { randomUUID } from 'node:crypto';
import type { Table } from '../../adapters/dynamodb/table.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { beside, type Figure } from '../figures/figure.ts';
import { recordCalls, summaryOf } from '../meters/call-log.ts';
import { median } from '../meters/percentile.ts';
import type { System } from '../system/system.ts';
import { copyOf, seedIncidents } from './seed-incidents.ts';

const DUE = 10;
const HOUR_MS = 3_600_000;

/** A sweep that finds ten incidents due among many open ones, beside one that finds ten and nothing else. */
export const sweepFigures = async (
  system: System,
  sample: Incident,
  open: number,
  sweeps: number,
): Promise<readonly Figure[]> => {
  const [full, empty] = [await system.newTable('sweep-many'), await system.newTable('sweep-few')];
  const laterMs = Date.now() + HOUR_MS;
  await seedIncidents(full, open, (n) =>
    copyOf(sample, `open${n}-1`, {
      dueAtMs: laterMs,
      escalation: { ...sample.escalation, nextAtMs: laterMs },
    }),
  );
  const log = recordCalls();
  const times = { many: [] as number[], few: [] as number[] };
  let calls = '';
  for (let n = 0; n <= sweeps; n++) {
    // Who goes first changes, since what one leaves the emulator to do the other would pay for.
    for (const which of n % 2 === 0 ? (['many', 'few'] as const) : (['few', 'many'] as const)) {
      log.clear();
      const ms = await sweepMs(system, which === 'many' ? full : empty, sample);
      if (n > 0) times[which].push(ms);
    }
    calls = summaryOf(log.calls.filter(({ operation }) => operation !== 'BatchWriteItem'));
  }
  log.stop();
  return [
    beside(
      `a sweep with ${open.toLocaleString('en-US')} open and ${DUE} due, p50`,
      'ms',
      median(times.many),
      { what: `with ${DUE} due and no other`, value: median(times.few) },
      {
        aim: { of: 'ratio', atMost: 1.1 },
        note: `${sweeps} sweeps each, in turns; ${calls} beside the timeline's writes. Each of the ten pages its second rung.`,
      },
    ),
  ];
};

/** Makes ten incidents due, and sweeps. */
const sweepMs = async (system: System, table: Table, sample: Incident): Promise<number> => {
  const shell = system.shellOn(table);
  const pastMs = Date.now() - 1_000;
  await seedIncidents(table, DUE, () =>
    copyOf(sample, `due${randomUUID()}-1`, {
      dueAtMs: pastMs,
      escalation: { ...sample.escalation, nextAtMs: pastMs },
    }),
  );
  const beganMs = performance.now();
  const { acted } = await sweepDue(shell, Number.POSITIVE_INFINITY);
  const tookMs = performance.now() - beganMs;
  if (acted !== DUE) throw new Error(`a sweep acted on ${acted} instead of ${DUE}`);
  return tookMs;
};
