import { createHash } from 'node:crypto';
import { createMemoryEventBus } from '../../adapters/memory/event-bus.ts';
import { createMemoryIncidentQueries } from '../../adapters/memory/incident-queries.ts';
import { createMemoryIncidentStore } from '../../adapters/memory/incident-store.ts';
import { createMemoryJournal } from '../../adapters/memory/journal.ts';
import { createMemoryNoticePublisher } from '../../adapters/memory/notice-publisher.ts';
import { createMemoryRecords } from '../../adapters/memory/records.ts';
import { createMemoryTimerQueue, type MemoryTimerQueue } from '../../adapters/memory/timer-queue.ts';
import type { NoticeMessage } from '../../adapters/sns/message.ts';
import { renderNotice } from '../../adapters/sns/render-notice.ts';
import { parseConfiguration } from '../../config/parse.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import type { Act, Command } from '../../domain/lifecycle/commands.ts';
import type { SignalState, Transition } from '../../domain/signal/signal.ts';
import { act } from '../../protocol/command/act.ts';
import type { Ingested } from '../../protocol/intake/batch.ts';
import { ingest } from '../../protocol/intake/ingest.ts';
import type { Shell } from '../../protocol/shell.ts';
import { runTimer } from '../../protocol/wake/run-timer.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A Wednesday morning: times in tests read as minutes since then. */
export const START = Date.UTC(2026, 10, 18, 3, 0, 0);

const everyAudience =
  `primary secondary commander management security database network devops stakeholders customers external-support fallback`
    .split(' ')
    .map((name) => `  ${name}:\n    - email: ${name}@oncall.test\n`)
    .join('');

/** A configuration from the text of a tocsin.yml, beside audiences that all have a contact. */
export const configured = (text = ''): Configuration => {
  const parsed = parseConfiguration(/^audiences:/m.test(text) ? text : `audiences:\n${everyAudience}${text}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.configuration;
};

/** Without triage: its deadlines are not what a test is about. */
export const unexamined = (text = ''): Configuration => configured(`${text}triage: { enabled: false }\n`);

export interface AlarmOptions {
  readonly service?: string;
  readonly severity?: string;
  readonly scenario?: string;
  readonly state?: SignalState;
  /** Milliseconds since START; the clock's time when absent. */
  readonly at?: number;
  readonly more?: Partial<Transition>;
  readonly kind?: Transition['signal']['kind'];
  readonly resource?: string;
}

/** A transition of an alarm that says by its tags what it is. */
export const transitionOf = (name: string, atMs: number, options: AlarmOptions = {}): Transition => {
  const {
    service = 'checkout',
    severity,
    scenario,
    state = 'ALARM',
    more,
    kind = 'alarm',
    resource,
  } = options;
  return {
    signal: {
      id: `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`,
      kind,
      name,
      account: '111122223333',
      region: 'eu-west-1',
      tags: {
        'tocsin:service': service,
        ...(severity ? { 'tocsin:severity': severity } : {}),
        ...(scenario ? { 'tocsin:scenario': scenario } : {}),
      },
      metrics: [
        { namespace: 'Checkout', name: 'Failures', dimensions: resource ? { Component: resource } : {} },
      ],
      expressions: [],
      resources: [],
      facts: {},
    },
    state,
    atMs,
    ...more,
  };
};

/** The next whole second at which a timer arrives or a sweep runs: those in between are skipped. */
const nextMoment = (nowMs: number, { waiting }: MemoryTimerQueue): number => {
  const sweepMs = nowMs + MINUTE - ((nowMs - START) % MINUTE);
  const firstMs = waiting.reduce((first, { arrivesAtMs }) => Math.min(first, arrivesAtMs), sweepMs);
  return nowMs + Math.max(1, Math.ceil((firstMs - nowMs) / SECOND)) * SECOND;
};

/** The whole protocol on memory adapters and a clock that tests push. */
export const createWorld = (configuration: Configuration = configured()) => {
  let nowMs = START;
  let ids = 0;
  const records = createMemoryRecords();
  const publisher = createMemoryNoticePublisher();
  const timers = createMemoryTimerQueue();
  const bus = createMemoryEventBus();
  const journal = createMemoryJournal();
  const shell: Shell = {
    store: createMemoryIncidentStore(records),
    publisher,
    timers,
    bus,
    journal,
    configuration,
    now: () => nowMs,
    newId: () => `id-${++ids}`,
    hash: (text) => createHash('sha256').update(text).digest('hex').slice(0, 12),
    pause: async () => {},
    leaseMs: 12 * SECOND,
  };
  const world = {
    shell,
    publisher,
    timers,
    bus,
    journal,
    records,
    queries: createMemoryIncidentQueries(records),
    now: () => nowMs,
    /** Timer messages are lost while this is false; the sweep still runs each minute. */
    timersArrive: true,
    /** Nothing runs at all while this is false. */
    running: true,
    send: (...transitions: Transition[]): Promise<readonly Ingested[]> => ingest(world.shell, transitions),
    alarm: async (name: string, options: AlarmOptions = {}) => {
      const [result] = await world.send(
        transitionOf(name, options.at === undefined ? nowMs : START + options.at, options),
      );
      return result;
    },
    ok: (name: string, options: AlarmOptions = {}) => world.alarm(name, { ...options, state: 'OK' }),
    /** Pushes the clock second by second: timers to the second, the sweep each minute. */
    pass: async (ms: number) => {
      const untilMs = nowMs + ms;
      while (nowMs < untilMs) {
        nowMs = Math.min(nextMoment(nowMs, timers), untilMs);
        const arrived = timers.takeArrived(nowMs);
        if (!world.running) continue;
        if (world.timersArrive) for (const timer of arrived) await runTimer(world.shell, timer);
        if ((nowMs - START) % MINUTE === 0) await sweepDue(world.shell, nowMs + MINUTE);
      }
    },
    act: (incident: { readonly id: string }, command: Command['kind'] | Command, more: Partial<Act> = {}) =>
      act(world.shell, incident.id, {
        by: 'ada',
        command: typeof command === 'string' ? ({ kind: command } as Command) : command,
        ...more,
      }),
    incidents: async (): Promise<readonly Incident[]> =>
      (await world.queries.list({ limit: 100, nowMs })).incidents,
    /** The only incident there is. */
    incident: async (): Promise<Incident> => {
      const all = await world.incidents();
      const [only] = all;
      if (only === undefined || all.length !== 1)
        throw new Error(`expected one incident, found ${all.length}`);
      return only;
    },
    timeline: async (incident: { readonly id: string }) =>
      (await world.queries.timeline(incident.id, 1_000)).entries,
    /** `<minutes since START> <audience> <kind> <reason>` of every message, oldest first. */
    messages: (kind?: string): string[] =>
      publisher.published
        .filter((notice) => kind === undefined || notice.kind === kind)
        .map(
          (notice) => `${(notice.atMs - START) / MINUTE} ${notice.audience} ${notice.kind} ${notice.reason}`,
        ),
    /** What SNS would get, oldest first. */
    rendered: (): NoticeMessage[] => publisher.published.map(({ outgoing }) => renderNotice(outgoing)),
    pages: (): string[] => world.messages('page').map((text) => text.replace(' page ', ' ')),
  };
  return world;
};

export type World = ReturnType<typeof createWorld>;
