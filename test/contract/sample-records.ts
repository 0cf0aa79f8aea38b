import type { Effect } from '../../domain/incident/effect.ts';
import { type Incident, RECORD_SCHEMA } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import type { SignalRecord } from '../../domain/signal/signal-record.ts';

/** 2026-03-14 09:26:53 UTC. */
export const T0 = Date.UTC(2026, 2, 14, 9, 26, 53);
export const MINUTE = 60_000;

let made = 0;

/** A new id, so that tests never meet in one record. */
export const newId = (): string => {
  made += 1;
  return `k7q${made}-1`;
};

const sampleTransition = (id: string, atMs = T0): Transition => ({
  signal: {
    id,
    kind: 'alarm',
    name: 'checkout-5xx',
    account: '210987654321',
    region: 'eu-north-1',
    tags: { team: 'checkout' },
    metrics: [{ namespace: 'AWS/ApplicationELB', name: 'HTTPCode_Target_5XX_Count', dimensions: {} }],
    expressions: [],
    resources: [],
    facts: { percent: 12.5, isSample: false },
  },
  state: 'ALARM',
  atMs,
  value: 12.5,
});

export const orderAt = (atMs: number, rank = 5): string => `${String(atMs).padStart(15, '0')}.${rank}`;

export const sampleSignal = (signalId: string, changes: Partial<SignalRecord> = {}): SignalRecord => ({
  signalId,
  order: orderAt(T0),
  active: true,
  reason: 'in-alarm',
  kind: 'alarm',
  name: 'checkout-5xx',
  state: 'ALARM',
  component: 'loadbalancer/checkout',
  transition: sampleTransition(signalId),
  ...(changes.active === false ? {} : { activeSinceMs: T0 }),
  ...changes,
});

export const sampleAlarm = (signalId: string, changes: Partial<AlarmItem> = {}): AlarmItem => ({
  signalId,
  order: orderAt(T0),
  active: true,
  transition: sampleTransition(signalId),
  key: 'availability|checkout',
  generation: 1,
  ...changes,
});

export const sampleNotice = (id: string): Notice => ({
  id,
  audience: 'primary',
  kind: 'page',
  reason: 'opened',
  episode: 1,
  rung: 'primary',
  atMs: T0,
  severity: 'SEV2',
});

export const notifyEffect = (noticeId: string, dueAtMs = T0 + 12_000): Effect => ({
  kind: 'notify',
  notice: sampleNotice(noticeId),
  dueAtMs,
  attempts: 0,
});

export const slotEffect: Effect = { kind: 'slot', dueAtMs: T0 + 12_000, attempts: 0 };

export const sampleIncident = (changes: Partial<Incident> = {}): Incident => ({
  id: newId(),
  key: 'availability|checkout',
  generation: 1,
  version: 1,
  commitId: 'commit-1',
  configurationVersion: 'c0ffee',
  title: 'checkout-5xx',
  status: 'investigating',
  severity: 'SEV2',
  scenario: 'outage',
  service: 'checkout',
  classification: { rule: 'error-rate', reason: '12.5 % of the requests failed' },
  openedAtMs: T0,
  episode: { number: 1, startedAtMs: T0, reason: 'opened' },
  escalation: {
    policy: {
      name: 'standard',
      rungs: [{ id: 'primary', audiences: ['primary'], timeoutMs: 5 * MINUTE }],
      repeatEveryMs: 5 * MINUTE,
    },
    nextRung: 1,
    nextAtMs: T0 + 5 * MINUTE,
    repeats: 0,
    paged: ['1/primary/primary'],
  },
  triggers: {},
  components: ['loadbalancer/checkout'],
  updates: { nextAtMs: T0 + 15 * MINUTE, sent: 0 },
  milestones: {},
  flaps: 0,
  told: ['primary'],
  signalsSeen: 1,
  schema: RECORD_SCHEMA,
  said: {},
  requests: [],
  outbox: {},
  dueAtMs: T0 + 12_000,
  ...changes,
});

/** The next version of an incident. */
export const nextOf = (incident: Incident, changes: Partial<Incident>): Incident => ({
  ...incident,
  version: incident.version + 1,
  commitId: `commit-${incident.version + 1}`,
  ...changes,
});

/** Without one of its optional members. */
export const without = <K extends keyof Incident>(incident: Incident, member: K): Omit<Incident, K> => {
  const { [member]: _left, ...rest } = incident;
  return rest;
};

/**
 * Any script, reserved characters, and longer than a key may be. All well formed: DynamoDB holds texts in UTF-8, which
 * has no lone surrogates (its developer guide, "Data types"), and events/ and the API take them out.
 */
export const unusualIds: readonly string[] = [
  'arn:aws:cloudwatch:eu-north-1:210987654321:alarm:データベース — CPU 高 🔥',
  'تنبيه#قاعدة|البيانات',
  ' ',
  '#',
  'a'.repeat(3000),
  `${'ж'.repeat(1500)}1`,
  `${'ж'.repeat(1500)}2`,
  'sha256~looks-like-a-hash',
];
