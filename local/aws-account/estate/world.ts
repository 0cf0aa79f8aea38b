import type { Estate } from '../situation/situation.ts';
import type { Timeline } from './timeline.ts';

/** What an operation answers from: the estate of the region that was asked, now. */
export interface World {
  readonly region: string;
  /** The region of all that says no other: a global service is asked in another one. */
  readonly home: string;
  readonly accountId: string;
  readonly nowMs: number;
  readonly onsetMs: number;
  readonly estate: Estate;
  estateAt(ms: number): Estate;
  /** The date of a time that the situation counts from its onset. */
  date(offsetMs: number): Date;
  arn(service: string, resource: string): string;
}

export const worldOf = (timeline: Timeline, region: string, nowMs: number): World => ({
  region,
  home: timeline.home,
  accountId: timeline.accountId,
  nowMs,
  onsetMs: timeline.onsetMs,
  estate: timeline.estateAt(region, nowMs),
  estateAt: (ms) => timeline.estateAt(region, ms),
  // To the second, as most services have it.
  date: (offsetMs) => new Date(Math.floor((timeline.onsetMs + offsetMs) / 1000) * 1000),
  arn: (service, resource) => `arn:aws:${service}:${region}:${timeline.accountId}:${resource}`,
});
