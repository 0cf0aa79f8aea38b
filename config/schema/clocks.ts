import * as z from 'zod';
import type { Clocks } from '../../domain/kernel/configuration.ts';
import { duration, minute, second } from './duration-field.ts';
import { given } from './given.ts';
import { section } from './section.ts';

/** Every clock, with the shortest that makes sense. */
const clockKeys = z.strictObject({
  clearHold: duration(0, 'Everything clear this long: mitigated. Default 5m.'),
  autoResolve: duration(0, 'Mitigated this long: resolved. Never for SEV1 and security. Default 10m.'),
  reminder: duration(
    minute,
    'Cleared and not acknowledged: a SEV1 or security incident reminds this often. Default 30m.',
  ),
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
      notification: duration(minute, 'Default 1h.'),
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

const hour = 60 * minute;
const day = 24 * hour;

/**
 * docs/requirements.md, "Clocks" and "Where they disagree".
 *
 * Expiry: findings and Health events are worked on for about a day and then repeated by their source if they
 * still hold; launch failures, database events, ECS service actions and notifications repeat within minutes while they last;
 * a failed deployment is settled within a working session; ACM reminds of a certificate day by day.
 */
const defaultClocks: Clocks = {
  clearHoldMs: 5 * minute,
  autoResolveMs: 10 * minute,
  reminderMs: 30 * minute,
  reopenWindowMs: 30 * minute,
  recheckMs: 15 * minute,
  newEpisodeAfterAckMs: 15 * minute,
  episodeDampingMs: 15 * minute,
  expiryMs: {
    finding: day,
    health: day,
    scaling: hour,
    'database-event': hour,
    'container-service': hour,
    deployment: 2 * hour,
    certificate: 7 * day,
    notification: hour,
  },
  milestonesMs: {
    acknowledged: 5 * minute,
    triaged: 15 * minute,
    mitigated: 30 * minute,
    stakeholdersTold: 30 * minute,
    resolved: hour,
    analysisBegun: 2 * hour,
  },
  postIncidentMs: { stability: hour, postMortem: day, prevention: 30 * day },
  noResolutionMs: 30 * minute,
  databaseUnavailableMs: 10 * minute,
  stakeholdersMs: 30 * minute,
  updateEveryMs: 15 * minute,
  updatesBeforeHourly: 8,
  updateLaterEveryMs: hour,
};

const completeClocks = (written: z.infer<typeof clockKeys>): Clocks => {
  const d = defaultClocks;
  return {
    clearHoldMs: written.clearHold ?? d.clearHoldMs,
    autoResolveMs: written.autoResolve ?? d.autoResolveMs,
    reminderMs: written.reminder ?? d.reminderMs,
    reopenWindowMs: written.reopenWindow ?? d.reopenWindowMs,
    recheckMs: written.recheck ?? d.recheckMs,
    newEpisodeAfterAckMs: written.newEpisodeAfterAck ?? d.newEpisodeAfterAckMs,
    episodeDampingMs: written.episodeDamping ?? d.episodeDampingMs,
    expiryMs: { ...d.expiryMs, ...given(written.expiry) },
    milestonesMs: { ...d.milestonesMs, ...given(written.milestones) },
    postIncidentMs: { ...d.postIncidentMs, ...given(written.postIncident) },
    noResolutionMs: written.noResolution ?? d.noResolutionMs,
    databaseUnavailableMs: written.databaseUnavailable ?? d.databaseUnavailableMs,
    stakeholdersMs: written.stakeholders ?? d.stakeholdersMs,
    updateEveryMs: written.updateEvery ?? d.updateEveryMs,
    updatesBeforeHourly: written.updatesBeforeHourly ?? d.updatesBeforeHourly,
    updateLaterEveryMs: written.updateLaterEvery ?? d.updateLaterEveryMs,
  };
};

/** What happens after how long. */
export const clocks = section({ clocks: clockKeys.optional() }, (written) => ({
  clocks: completeClocks(written.clocks ?? {}),
}));
