import * as z from 'zod';
import { durationMs, durationPattern, durationProblem } from './duration.ts';

export const second = 1_000;
export const minute = 60 * second;

/** Milliseconds out of text with a unit. `shortestMs` keeps out values that would page without pause. */
export const duration = (shortestMs: number, description: string) =>
  z
    .string({
      error: (issue) => (issue.input === undefined ? undefined : durationProblem(issue.input, shortestMs)),
    })
    .regex(durationPattern, { error: (issue) => durationProblem(issue.input, shortestMs), abort: true })
    .check((context) => {
      const problem = durationProblem(context.value, shortestMs);
      if (problem !== undefined)
        context.issues.push({ code: 'custom', message: problem, input: context.value });
    })
    .transform((text) => durationMs(text) ?? 0)
    .meta({ description })
    .optional();

/** Every clock, with the shortest that makes sense. */
export const clocks = z.strictObject({
  clearHold: duration(0, 'Everything clear this long: mitigated. Default 5m.'),
  autoResolve: duration(0, 'Mitigated this long: resolved. Never for SEV1 and security. Default 10m.'),
  reopenWindow: duration(0, 'An alarm this soon after a resolution reopens the incident. Default 30m.'),
  recheck: duration(
    minute,
    'Resolved by a person while alarms stand: looked at again after this. Default 15m.',
  ),
  newEpisodeAfterAck: duration(0, 'A new alarm this long after an acknowledgement pages anew. Default 15m.'),
  episodeDamping: duration(
    0,
    'A reopening pages no sooner than this after the last episode began. Default 15m.',
  ),
  noResolution: duration(minute, 'Without a resolution for this long, the commander is paged. Default 30m.'),
  databaseUnavailable: duration(minute, 'A database unavailable this long pages its experts. Default 10m.'),
  stakeholders: duration(minute, 'Stakeholders are told after this. Default 30m.'),
  updateEvery: duration(minute, 'Status updates. Default 15m.'),
  updatesBeforeHourly: z.int().min(0).max(1_000).optional(),
  updateLaterEvery: duration(minute, 'Status updates after the first ones. Default 1h.'),
  expiry: z
    .strictObject({
      finding: duration(minute, 'Default 24h.'),
      health: duration(minute, 'Default 24h.'),
      scaling: duration(minute, 'Default 1h.'),
      'database-event': duration(minute, 'Default 1h.'),
      'container-service': duration(minute, 'Default 1h.'),
      deployment: duration(minute, 'Default 2h.'),
      certificate: duration(minute, 'Default 7d.'),
    })
    .optional()
    .meta({ description: 'Sources that never say that they are over are taken to be over after this.' }),
  milestones: z
    .strictObject({
      acknowledged: duration(second, 'Default 5m.'),
      triaged: duration(second, 'Default 15m.'),
      mitigated: duration(second, 'Default 30m.'),
      stakeholdersTold: duration(second, 'Default 30m.'),
      resolved: duration(second, 'Default 60m.'),
      analysisBegun: duration(second, 'Default 120m.'),
    })
    .optional()
    .meta({ description: 'From the opening; each is recorded as met or missed.' }),
  postIncident: z
    .strictObject({
      stability: duration(minute, 'Default 1h.'),
      postMortem: duration(minute, 'Default 24h.'),
      prevention: duration(minute, 'Default 30d.'),
    })
    .optional()
    .meta({ description: 'From the resolution.' }),
});
