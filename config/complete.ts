import type {
  Clocks,
  Configuration,
  Match,
  Policy,
  QuietHours,
  TeamRule,
} from '../domain/kernel/configuration.ts';
import { serviceText } from '../domain/kernel/service-text.ts';
import { type AudienceContacts, toContacts } from './schema/contact.ts';
import { defaultAudiences, defaultRepeatEveryMs, defaultRungTimeoutMs, defaults } from './schema/defaults.ts';
import type { TocsinFile } from './schema/file.ts';

/** The same object without the keys that hold undefined, as exactOptionalPropertyTypes wants them. */
type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const given = <T extends object>(value: T): Given<T> =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Given<T>;

const minuteOfDay = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

const completeQuietHours = (hours: { from: string; to: string; timeZone: string }): QuietHours => ({
  fromMinute: minuteOfDay(hours.from),
  toMinute: minuteOfDay(hours.to),
  timeZone: hours.timeZone,
});

/** The id of a rung that has none of its own: whom it pages. */
const rungIdOf = (audiences: readonly string[]): string => audiences.join('+');

type FilePolicy = NonNullable<TocsinFile['policies']>[string];

const completePolicy = (name: string, policy: FilePolicy): Policy => ({
  name,
  rungs: policy.rungs.map((rung) => ({
    id: rung.id ?? rungIdOf(rung.page),
    audiences: rung.page,
    timeoutMs: rung.timeout ?? defaultRungTimeoutMs,
  })),
  repeatEveryMs: policy.repeatEvery ?? defaultRepeatEveryMs,
  ...(policy.maxRepeats === undefined ? {} : { maxRepeats: policy.maxRepeats }),
  ...(policy.quietHours === undefined ? {} : { quietHours: completeQuietHours(policy.quietHours) }),
});

const completeClocks = (clocks: NonNullable<TocsinFile['clocks']>): Clocks => {
  const d = defaults.clocks;
  return {
    clearHoldMs: clocks.clearHold ?? d.clearHoldMs,
    autoResolveMs: clocks.autoResolve ?? d.autoResolveMs,
    reopenWindowMs: clocks.reopenWindow ?? d.reopenWindowMs,
    recheckMs: clocks.recheck ?? d.recheckMs,
    newEpisodeAfterAckMs: clocks.newEpisodeAfterAck ?? d.newEpisodeAfterAckMs,
    episodeDampingMs: clocks.episodeDamping ?? d.episodeDampingMs,
    expiryMs: { ...d.expiryMs, ...given(clocks.expiry ?? {}) },
    milestonesMs: { ...d.milestonesMs, ...given(clocks.milestones ?? {}) },
    postIncidentMs: { ...d.postIncidentMs, ...given(clocks.postIncident ?? {}) },
    noResolutionMs: clocks.noResolution ?? d.noResolutionMs,
    databaseUnavailableMs: clocks.databaseUnavailable ?? d.databaseUnavailableMs,
    stakeholdersMs: clocks.stakeholders ?? d.stakeholdersMs,
    updateEveryMs: clocks.updateEvery ?? d.updateEveryMs,
    updatesBeforeHourly: clocks.updatesBeforeHourly ?? d.updatesBeforeHourly,
    updateLaterEveryMs: clocks.updateLaterEvery ?? d.updateLaterEveryMs,
  };
};

const mapValues = <V, W>(
  map: Readonly<Record<string, V>>,
  change: (value: V, key: string) => W,
): Record<string, W> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));

const totals = (file: TocsinFile, which: 'storage' | 'memory'): Record<string, number> =>
  Object.fromEntries(
    Object.entries(file.databases ?? {}).flatMap(([id, sizes]) => {
      const bytes = sizes[which];
      return bytes === undefined ? [] : [[id, bytes]];
    }),
  );

/** Contacts of every audience, of the default ones too where they have none. For the template only (I10). */
export const contactsOf = (file: TocsinFile): AudienceContacts => ({
  ...Object.fromEntries(defaultAudiences.map((name) => [name, []])),
  ...mapValues(file.audiences ?? {}, (entries) => entries.flatMap(toContacts)),
});

/** The whole configuration: what is written, and the defaults for the rest. */
export const completeConfiguration = (file: TocsinFile, version: string): Configuration => ({
  version,
  ownAlarmPrefix: defaults.ownAlarmPrefix,
  tags: { ...defaults.tags, ...given(file.tags ?? {}) },
  services: (file.services ?? []).map((service) => ({
    name: serviceText(service.name),
    match: service.match.map((match): Match => given(match)),
    ...(service.policy === undefined ? {} : { policy: service.policy }),
  })),
  rules: (file.rules ?? []).map(
    (rule): TeamRule => ({
      ...given(rule),
      ...(rule.service === undefined ? {} : { service: serviceText(rule.service) }),
      match: given(rule.match),
    }),
  ),
  defaultSeverity: file.defaultSeverity ?? defaults.defaultSeverity,
  databaseStorageBytes: totals(file, 'storage'),
  databaseMemoryBytes: totals(file, 'memory'),
  audiences: mapValues(contactsOf(file), (contacts) => ({ contacts: contacts.length })),
  policies: {
    ...defaults.policies,
    ...mapValues(file.policies ?? {}, (policy, name) => completePolicy(name, policy)),
  },
  policyBySeverity: { ...defaults.policyBySeverity, ...given(file.policyBySeverity ?? {}) },
  experts: { ...defaults.experts, ...given(file.experts ?? {}) },
  triggers: { ...defaults.triggers, ...given(file.triggers ?? {}) },
  updateAudiences: { ...defaults.updateAudiences, ...given(file.updateAudiences ?? {}) },
  insufficientData: file.insufficientData ?? defaults.insufficientData,
  clocks: completeClocks(file.clocks ?? {}),
});
