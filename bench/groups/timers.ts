import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { createSqsTimerQueue } from '../../adapters/sqs/timer-queue.ts';
import type { Timer } from '../../domain/clocks/timer.ts';
import type { Configuration, Policy } from '../../domain/kernel/configuration.ts';
import { takeIn } from '../../functions/ingest-alarm/take-in.ts';
import { runTimers } from '../../functions/run-timer/run-timers.ts';
import type { Shell } from '../../protocol/shell.ts';
import { beside, type Figure, type Group } from '../figures/figure.ts';
import { percentile } from '../meters/percentile.ts';
import { alarmRecord, recordOf } from '../system/alarm-records.ts';
import { PAGE, type System, startSystem, watchPublisher } from '../system/system.ts';
import { refuseAside } from './first-alarm.ts';
import { latenessBySweep } from './lost-timers.ts';

const HOUR_MS = 3_600_000;

/** The documents' five minutes until the next rung, shortened so that a run is short: whole seconds as they are. */
const RUNG_MS = 5_000;

const runs = { full: { incidents: 500, spreadMs: 15_000 }, quick: { incidents: 5, spreadMs: 500 } } as const;

/** A second rung after `RUNG_MS`; nothing else falls due meanwhile. */
const twoRungs: Policy = {
  name: 'bench',
  rungs: [
    { id: 'primary', audiences: ['primary'], timeoutMs: RUNG_MS },
    { id: 'secondary', audiences: ['secondary'], timeoutMs: HOUR_MS },
  ],
  repeatEveryMs: HOUR_MS,
};

const withTwoRungs = (configuration: Configuration): Configuration => ({
  ...configuration,
  policies: { ...configuration.policies, bench: twoRungs },
  policyBySeverity: { SEV1: 'bench', SEV2: 'bench', SEV3: 'bench', SEV4: 'bench' },
});

/** How late escalations are, through the real queue; and with every timer message dropped. */
export const timers: Group = async (size) => {
  const system = await startSystem();
  try {
    const { incidents, spreadMs } = runs[size];
    const { ours, raw } = await escalate(system, incidents, spreadMs);
    const what = 'a bare delayed message, received';
    return [
      beside('escalation late by, p50', 'ms', percentile(ours, 0.5), { what, value: percentile(raw, 0.5) }),
      beside(
        'escalation late by, p99',
        'ms',
        percentile(ours, 0.99),
        { what, value: percentile(raw, 0.99) },
        {
          aim: { of: 'value', atMost: 1_000 },
          note: `${ours.length} incidents opened over ${spreadMs / 1000} s, the second rung ${RUNG_MS / 1000} s after the first (five minutes, shortened), on the queue's and this machine's own clock; from the deadline to SNS accepting the page. The bare messages were sent beside them with the same delays.`,
        },
      ),
      ...(await lostTimers(system, incidents)),
    ];
  } finally {
    await system.stop();
  }
};

interface Lateness {
  readonly ours: readonly number[];
  readonly raw: readonly number[];
}

const escalate = async (system: System, incidents: number, spreadMs: number): Promise<Lateness> => {
  const sqs = new SQSClient({});
  const { QueueUrl: rawUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'raw-timers' }));
  const deadlines = new Map<string, number>();
  const ours: number[] = [];
  const shell: Shell = {
    ...watchPublisher(system.shell, []),
    configuration: withTwoRungs(system.shell.configuration),
    publisher: {
      ...system.shell.publisher,
      publish: async (outgoing) => {
        const delivery = await system.shell.publisher.publish(outgoing);
        const due = deadlines.get(outgoing.incident.id);
        if (outgoing.notice.kind === PAGE && outgoing.notice.audience === 'secondary' && due !== undefined)
          ours.push(Date.now() - due);
        return delivery;
      },
    },
  };
  const raw: number[] = [];
  const isOver = () => ours.length >= incidents && raw.length >= incidents;
  const timersUrl = process.env['TIMER_QUEUE_URL'] ?? '';
  const polling = Promise.all([
    poll(sqs, timersUrl, isOver, async (bodies) => {
      await runTimers(shell, bodies.map(recordOf));
    }),
    poll(sqs, rawUrl, isOver, async (bodies) => {
      for (const body of bodies) raw.push(Date.now() - timerOf(body).dueAtMs);
    }),
  ]);
  const rawTimers = createSqsTimerQueue(rawUrl);
  for (let n = 0; n < incidents; n++) {
    const record = alarmRecord({ service: `late-${n}`, name: 'cpu', atMs: Date.now() });
    const dueOf = (id: string, dueAtMs: number) => deadlines.set(id, dueAtMs);
    await takeIn({ shell: noting(shell, dueOf), setAside: refuseAside }, [record]);
    const nowMs = Date.now();
    await rawTimers.schedule({ incidentId: `raw-${n}`, dueAtMs: nowMs + RUNG_MS }, nowMs);
    await pause(spreadMs / incidents);
  }
  await polling;
  return { ours, raw };
};

/** Notes the deadline of each incident as it was committed. */
const noting = (shell: Shell, dueOf: (id: string, dueAtMs: number) => void): Shell => ({
  ...shell,
  store: {
    ...shell.store,
    create: (incident) => {
      dueOf(incident.id, incident.escalation.nextAtMs ?? Number.NaN);
      return shell.store.create(incident);
    },
  },
});

const timerOf = (body: string): Timer => JSON.parse(body);

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Receives as Lambda's event source does: batches of ten, several at once, deleted when they have been worked off. */
const poll = async (
  sqs: SQSClient,
  url: string,
  isOver: () => boolean,
  work: (bodies: readonly string[]) => Promise<void>,
): Promise<void> => {
  const POLLERS = 5;
  const one = async () => {
    while (!isOver()) {
      const { Messages: messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      if (messages.length === 0) continue;
      await work(messages.map(({ Body }) => Body ?? ''));
      const entries = messages.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: entries }));
    }
  };
  await Promise.all(Array.from({ length: POLLERS }, one));
};

const lostTimers = async (system: System, incidents: number): Promise<readonly Figure[]> => {
  const late = await latenessBySweep(system, incidents);
  const note = `${incidents} incidents at odd moments of five minutes, every timer message dropped, on a pushed clock: a sweep each minute as EventBridge may run it, anywhere within its minute. Exact by the clock; it does not include how long the sweep itself takes (see growth).`;
  return [
    {
      what: 'every timer message dropped: escalation late by, p50',
      value: percentile(late, 0.5),
      unit: 'ms',
    },
    {
      what: 'every timer message dropped: escalation late by, at most',
      value: percentile(late, 1),
      unit: 'ms',
      aim: { of: 'value', atMost: 120_000 },
      note,
    },
  ];
};
