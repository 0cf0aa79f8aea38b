import type { EventBus } from '../../protocol/ports/bus.ts';
import type { NoticePublisher } from '../../protocol/ports/channel.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';
import type { TimerQueue } from '../../protocol/ports/timers.ts';
import type { Shell } from '../../protocol/shell.ts';
import type { Scheduler, Worker } from './scheduler.ts';

export interface Inner {
  readonly store: IncidentStore;
  readonly publisher: NoticePublisher;
  readonly timers: TimerQueue;
  readonly bus: EventBus;
}

/** The shell as one worker sees it: every call to the outside waits for the scheduler, and may meet a fault. */
export const workerShell = (scheduler: Scheduler, worker: Worker, inner: Inner, base: Shell): Shell => {
  const gate = <T>(label: string, effect: () => Promise<T>, onLost?: T) =>
    scheduler.call(worker, label, effect, onLost);
  const { store, publisher, timers, bus } = inner;
  return {
    ...base,
    store: {
      readHeads: (wanted) => gate('readHeads', () => store.readHeads(wanted)),
      read: (id) => gate(`read ${id}`, () => store.read(id)),
      readAlarm: (id) => gate(`readAlarm ${tail(id)}`, () => store.readAlarm(id)),
      create: (incident) => gate(`create ${incident.id}`, () => store.create(incident), false),
      commit: (before, after) =>
        gate(`commit ${after.id} v${after.version}`, () => store.commit(before, after), false),
      finishEffects: (id, done, at) =>
        gate(`finish ${id} ${done.length}`, () => store.finishEffects(id, done, at)),
      raiseSlot: (key, generation) => gate(`slot ${generation}`, () => store.raiseSlot(key, generation)),
      putAlarm: (before, after) =>
        gate(
          `putAlarm ${tail(after.signalId)} ${after.active ? 'on' : 'off'}`,
          () => store.putAlarm(before, after),
          false,
        ),
      putSignal: (id, record) =>
        gate(
          `putSignal ${id} ${record.name} ${record.active ? 'on' : 'off'}`,
          () => store.putSignal(id, record),
          false,
        ),
      standing: (id, limit) => gate(`standing ${id}`, () => store.standing(id, limit)),
      countSignals: (id, cap) => gate('count', () => store.countSignals(id, cap)),
      appendEntries: (id, version, entries) =>
        gate(`entries ${id} v${version}`, () => store.appendEntries(id, version, entries)),
      readPages: (minuteMs) => gate('pages', () => store.readPages(minuteMs)),
      countPages: (minuteMs, pages) => gate('count pages', () => store.countPages(minuteMs, pages)),
      due: (nowMs, limit) => gate('due', () => store.due(nowMs, limit)),
      dueLater: (nowMs, limit) => gate('dueLater', () => store.dueLater(nowMs, limit)),
      remains: (id, limit) => gate(`remains ${id}`, () => store.remains(id, limit)),
      remove: (id, remains) => gate(`remove ${id} ${remains.length}`, () => store.remove(id, remains)),
      recordIgnored: (events) => gate('ignored', () => store.recordIgnored(events)),
    },
    publisher: {
      publish: (outgoing) => gate(`publish ${outgoing.notice.id}`, () => publisher.publish(outgoing)),
      publishDigest: (digest) => gate(`publish ${digest.id}`, () => publisher.publishDigest(digest)),
    },
    timers: { schedule: (timer, nowMs) => gate('timer', () => timers.schedule(timer, nowMs)) },
    bus: { emit: (events) => gate('emit', () => bus.emit(events)) },
  };
};

const tail = (id: string): string => id.split(':').at(-1) ?? id;
