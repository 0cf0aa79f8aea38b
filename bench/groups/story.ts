import type { Context } from 'aws-lambda';
import { createDynamoDbAccess } from '../../adapters/dynamodb/access.ts';
import { createDynamoDbFindings } from '../../adapters/dynamodb/finding-items.ts';
import { createDynamoDbIncidentQueries } from '../../adapters/dynamodb/incident-queries.ts';
import { createMemoryTestPages } from '../../adapters/memory/test-pages.ts';
import { type Intake, takeIn } from '../../functions/ingest-alarm/take-in.ts';
import { runTimers } from '../../functions/run-timer/run-timers.ts';
import { makeApi } from '../../functions/serve-api/api.ts';
import { act } from '../../protocol/command/act.ts';
import { declareIncident } from '../../protocol/intake/declare.ts';
import type { Shell } from '../../protocol/shell.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { eventOf, lambdaContext } from '../../test/functions/serve-api/api-world.ts';
import { createToken } from '../../tools/api-tokens.ts';
import type { Trigger, UsageRecorder } from '../bill/usage-recorder.ts';
import { alarmRecord, type BenchAlarm, recordOf } from '../system/alarm-records.ts';
import type { System } from '../system/system.ts';
import { refuseAside } from './first-alarm.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The longest delay of an SQS message: longer waits arrive early and hop. */
const MAX_DELAY_MS = 900 * SECOND;

interface Waiting {
  readonly body: string;
  readonly arrivesAtMs: number;
}

/** The stack on a clock that is pushed, with its timers delivered when their time has come. */
export interface Stage {
  alarm(name: string, alarm: BenchAlarm): Promise<void>;
  person(name: string, action: string, body?: object): Promise<void>;
  /** Moves the clock; timers that arrive on the way run. `name` stands for what they do. */
  pass(name: string, ms: number): Promise<void>;
  sweep(name: string): Promise<void>;
  now(): number;
}

const context: Pick<Context, 'getRemainingTimeInMillis'> = { getRemainingTimeInMillis: () => 10_000 };

export const makeStage = async (system: System, recorder: UsageRecorder): Promise<Stage> => {
  let nowMs = Date.now();
  const waiting: Waiting[] = [];
  const shell: Shell = {
    ...system.shell,
    journal: recorder.journal,
    now: () => nowMs,
    leaseMs: 12 * SECOND,
    timers: {
      schedule: async (timer, atMs) => {
        await system.shell.timers.schedule(timer, atMs);
        const delayMs = Math.ceil(Math.max(0, timer.dueAtMs - atMs) / SECOND) * SECOND;
        waiting.push({ body: JSON.stringify(timer), arrivesAtMs: atMs + Math.min(delayMs, MAX_DELAY_MS) });
      },
    },
  };
  const memoryOf = (name: string) =>
    system.emulators.stack.functions.find((one) => one.name.endsWith(name))?.memoryMb ?? 0;
  const trigger = (functionName: string, more: Partial<Trigger> = {}): Trigger => ({
    functionName,
    memoryMb: memoryOf(functionName),
    ...more,
  });
  const intake: Intake = { shell, setAside: refuseAside };
  const api = makeApi({
    queries: createDynamoDbIncidentQueries(system.table),
    findings: createDynamoDbFindings(system.table),
    access: createDynamoDbAccess(system.table),
    store: shell.store,
    act: (id, request) => act(shell, id, request),
    declare: (declaration) => declareIncident(shell, declaration),
    // The story sends none.
    sendTestPage: async () => ({ outcome: 'not-sent', reason: 'no test pages here' }),
    testPages: createMemoryTestPages(),
    configuration: shell.configuration,
    journal: shell.journal,
    now: shell.now,
    describe: () => ({}),
    version: '0',
  });
  const token = await createToken(system.table, { name: 'alice', scopes: ['read', 'respond'] }, nowMs);
  const runTimersUntil = async (name: string, untilMs: number): Promise<void> => {
    for (;;) {
      const next = [...waiting].sort((a, b) => a.arrivesAtMs - b.arrivesAtMs)[0];
      if (next === undefined || next.arrivesAtMs > untilMs) return;
      waiting.splice(waiting.indexOf(next), 1);
      nowMs = Math.max(nowMs, next.arrivesAtMs);
      await recorder.run(name, trigger('run-timer', { received: 1 }), () =>
        runTimers(shell, [recordOf(next.body)]),
      );
    }
  };
  return {
    now: () => nowMs,
    alarm: async (name, alarm) => {
      const { batchItemFailures } = await recorder.run(
        name,
        trigger('ingest-alarm', { received: 1, sentFromOutside: 1 }),
        () => takeIn(intake, [alarmRecord(alarm)]),
      );
      if (batchItemFailures.length > 0) throw new Error(`${name} failed`);
    },
    person: async (name, action, body) => {
      const [incident] = (await createDynamoDbIncidentQueries(system.table).list({ limit: 1, nowMs }))
        .incidents;
      const path = `/incidents/${incident?.id ?? ''}/${action}`;
      const answer = await recorder.run(name, trigger('serve-api', { overHttp: true }), () =>
        api(eventOf(path, { method: 'POST', token, ...(body ? { body } : {}) }), {
          ...lambdaContext,
          ...context,
        }),
      );
      if (answer.statusCode !== 200)
        throw new Error(`${name} was answered ${answer.statusCode}: ${answer.body}`);
    },
    pass: async (name, ms) => {
      const untilMs = nowMs + ms;
      await runTimersUntil(name, untilMs);
      nowMs = untilMs;
    },
    sweep: async (name) => {
      await recorder.run(name, trigger('sweep-due'), () => sweepDue(shell, Number.POSITIVE_INFINITY));
    },
  };
};

const part = (n: number) => (n < 2 ? 'web' : 'workers');

/**
 * One incident as it is priced: 1 opening, 4 joins, an acknowledgement, three status updates with what else is due
 * meanwhile, 5 clears, a person's resolution, and the milestones of the 30 days after it.
 */
export const playIncident = async (stage: Stage, service: string): Promise<void> => {
  const alarm = (n: number, state: 'ALARM' | 'OK'): BenchAlarm => ({
    service,
    name: `cpu-${n}`,
    part: part(n),
    state,
    atMs: stage.now(),
  });
  await stage.alarm('first alarm', alarm(0, 'ALARM'));
  for (const n of [1, 2, 3, 4]) {
    await stage.pass('timer', 20 * SECOND);
    await stage.alarm(n === 2 ? 'join, second component' : 'join', alarm(n, 'ALARM'));
  }
  await stage.pass('timer', 40 * SECOND);
  await stage.person('acknowledge', 'acknowledge');
  await stage.pass('timer', 44 * MINUTE);
  for (const n of [0, 1, 2, 3, 4]) {
    await stage.pass('timer', 10 * SECOND);
    await stage.alarm(n === 4 ? 'clear, the last' : 'clear', alarm(n, 'OK'));
  }
  await stage.pass('timer', 8 * MINUTE);
  await stage.person('resolve', 'resolve', { resolution: 'The workers were restarted.' });
  for (const ms of [HOUR, DAY, 30 * DAY]) {
    await stage.pass('timer after the resolution', ms);
    await stage.pass('timer after the resolution', MINUTE);
    await stage.sweep('milestone, by the sweep');
  }
};
