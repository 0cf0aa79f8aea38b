import type { Configuration } from '../../domain/kernel/configuration.ts';
import { defaultTriggers } from './triggers.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Audiences that exist without being written. docs/requirements.md, "Whom the triggers page". */
export const defaultAudiences = [
  'primary',
  'secondary',
  'commander',
  'management',
  'security',
  'database',
  'network',
  'devops',
  'stakeholders',
  'customers',
  'external-support',
  'fallback',
] as const;

/** Emergency Response Procedures, "Escalation Rules": no response in 5 minutes, the secondary. */
export const defaultRungTimeoutMs = 5 * minute;
export const defaultRepeatEveryMs = 5 * minute;

/**
 * What holds where `tocsin.yml` is silent. Clocks: docs/requirements.md, "Clocks" and "Where they disagree". Experts:
 * docs/requirements.md, "Whom the triggers page". Updates: Emergency Response Procedures, "External Communication"
 * (customers for SEV1 and SEV2) and "Escalation Rules" (management for SEV1).
 *
 * Expiry: findings and Health events are worked on for about a day and then repeated by their source if they
 * still hold; launch failures, database events and ECS service actions repeat within minutes while they last;
 * a failed deployment is settled within a working session; ACM reminds of a certificate day by day.
 */
export const defaults: Configuration = {
  version: '',
  ownAlarmPrefix: '',
  tags: { severity: 'tocsin:severity', scenario: 'tocsin:scenario', service: 'tocsin:service' },
  services: [],
  rules: [],
  defaultSeverity: 'SEV3',
  databaseStorageBytes: {},
  databaseMemoryBytes: {},
  audiences: Object.fromEntries(defaultAudiences.map((name) => [name, { contacts: 0 }])),
  policies: {
    default: {
      name: 'default',
      rungs: [
        { id: 'primary', audiences: ['primary'], timeoutMs: defaultRungTimeoutMs },
        { id: 'secondary', audiences: ['secondary'], timeoutMs: defaultRungTimeoutMs },
      ],
      repeatEveryMs: defaultRepeatEveryMs,
    },
  },
  policyBySeverity: { SEV1: 'default', SEV2: 'default', SEV3: 'default', SEV4: 'default' },
  experts: {
    outage: ['devops', 'network'],
    database: ['database'],
    security: ['security'],
    'auto-scaling': ['devops'],
    generic: ['devops'],
  },
  triggers: defaultTriggers,
  updateAudiences: {
    SEV1: ['primary', 'secondary', 'commander', 'management', 'stakeholders', 'customers'],
    SEV2: ['primary', 'secondary', 'commander', 'stakeholders', 'customers'],
    SEV3: ['primary', 'stakeholders'],
    SEV4: ['primary'],
  },
  insufficientData: 'hold',
  clocks: {
    clearHoldMs: 5 * minute,
    autoResolveMs: 10 * minute,
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
  },
};
