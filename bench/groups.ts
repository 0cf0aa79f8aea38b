import type { Group } from './figures/figure.ts';

/** Every group by its name. Each is loaded when it runs: not all of them need the packaged stack. */
export const groups: Readonly<Record<string, () => Promise<Group>>> = {
  'first-alarm': async () => (await import('./groups/first-alarm.ts')).firstAlarm,
  host: async () => (await import('./groups/host.ts')).host,
  calls: async () => (await import('./groups/calls.ts')).calls,
  storm: async () => (await import('./groups/storm.ts')).storm,
  'one-service': async () => (await import('./groups/storm.ts')).oneService,
  timers: async () => (await import('./groups/timers.ts')).timers,
  start: async () => (await import('./groups/start.ts')).start,
  growth: async () => (await import('./groups/growth.ts')).growth,
  memory: async () => (await import('./groups/memory.ts')).memory,
  origins: async () => (await import('./groups/origins.ts')).origins,
  soak: async () => (await import('./groups/soak.ts')).soak,
};
