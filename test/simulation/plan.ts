import type { Statement } from '../../domain/incident/said.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import type { Command } from '../../domain/lifecycle/commands.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { type AlarmOptions, configured, transitionOf } from '../behaviour/world.ts';
import type { Random } from './random.ts';

export const START = Date.UTC(2026, 10, 18, 3, 0, 0);

/** When the quiet hours of `calm` end: soon after the start, and long before the record is looked at. */
export const QUIET_HOURS_END = START + 30 * 60_000;

const calm = `policies:
  calm:
    rungs:
      - page: [primary]
      - page: [commander]
        timeout: 3m
      - page: [secondary, devops]
    quietHours: { from: "22:00", to: "03:30", timeZone: UTC }
policyBySeverity: { SEV3: calm, SEV4: calm }
`;

/** Nobody stands on the second rung, or hears of updates. */
const few = `audiences:
  primary: [{ email: ada@oncall.test }]
  commander: [{ email: grace@oncall.test }]
  fallback: [{ email: everyone@oncall.test }]
`;

/** What a deployment in mid-incident brings: other services, severities, rungs, waits and recipients of triggers. */
const deployed = `services:
  - name: payments
    match:
      - alarm: b
rules:
  - name: c-is-worse
    match:
      alarm: c
    severity: SEV2
policies:
  default:
    rungs:
      - page: [secondary]
        timeout: 2m
      - page: [security, primary]
    repeatEvery: 3m
triggers: { became-sev1: [security, experts], several-components: [], no-resolution: [] }
`;

/** One that takes what it has raised for noise from now on. */
const deaf = `rules:
  - name: c-is-noise
    match:
      alarm: c
    ignore: true
`;

/** What triage looks at: no signal names a target group. */
const withTargets = (configuration: Configuration): Configuration => ({
  ...configuration,
  services: [
    ...configuration.services,
    { name: 'checkout', match: [], resources: { targetGroups: ['checkout-web'] } },
  ],
});

const atStart: readonly Configuration[] = [
  configured(),
  withTargets(configured()),
  configured(calm),
  configured(few),
];
const later: readonly Configuration[] = [configured(deployed), configured(deployed), configured(deaf)];

/** The configuration at the start, and one that a deployment in mid-incident brings. */
export const configurationsOf = (random: Random): readonly [Configuration, Configuration] => [
  random.pick(atStart),
  random.pick(later),
];

/** What people do; what stands twice is done twice as often. */
export const commands: readonly Command[] = [
  { kind: 'acknowledge' },
  { kind: 'acknowledge' },
  { kind: 'acknowledge', forMs: 10 * 60_000 },
  { kind: 'resolve' },
  { kind: 'resolve' },
  { kind: 'reopen' },
  { kind: 'close' },
  { kind: 'mitigate' },
  { kind: 'escalate' },
  { kind: 'escalate', audiences: ['commander'] },
  { kind: 'set-severity', severity: 'SEV1' },
  { kind: 'set-severity', severity: 'SEV4' },
  { kind: 'say' },
];

export const longCommands: readonly Command[] = [
  { kind: 'acknowledge' },
  { kind: 'resolve' },
  { kind: 'resolve' },
  { kind: 'reopen' },
  { kind: 'reopen' },
  { kind: 'close' },
];

/** What people state: some page at once, some when a clock has run out, some raise the severity. */
export const statements: readonly Statement[] = [
  'root-cause-unknown',
  'database-unavailable',
  'data-loss-suspected',
  'replication-failed',
  'breach-confirmed',
  'fix-failed',
];

/** Short waits, so that clearing, resolving, sealing and expiring meet what arrives. */
export const hurried = (configuration: Configuration): Configuration => ({
  ...configuration,
  clocks: {
    ...configuration.clocks,
    clearHoldMs: 15_000,
    autoResolveMs: 15_000,
    reopenWindowMs: 60_000,
    expiryMs: { ...configuration.clocks.expiryMs, finding: 120_000 },
  },
});

/** What is the same in all transitions of one signal. */
interface Source {
  readonly name: string;
  readonly severity: string;
  readonly service: string;
  readonly kind: 'alarm' | 'contributor' | 'finding';
  /** Names the other alarms. */
  readonly isComposite?: true;
}

/** Alarms of no named service, the last of which is a composite alarm of the others. */
const withComposite = (sources: readonly Source[]): readonly Source[] =>
  sources.map((source, n) => ({
    ...source,
    service: '',
    ...(n > 0 && n === sources.length - 1 ? { kind: 'alarm', name: 'c', isComposite: true } : {}),
  }));

/** What the event of a composite alarm says of the alarms that it watches; one of them may have set it off. */
const compositeOf = (transition: Transition, random: Random): Transition => {
  const arn = transition.signal.id.replace(/c$/, 'a');
  return {
    ...transition,
    signal: {
      ...transition.signal,
      alarmRule: 'ALARM("a") OR ALARM("b")',
      resources: random.chance(0.5) ? [arn] : [],
    },
  };
};

/** The first is an alarm; another may be one series of it. */
const sourcesOf = (random: Random, isMerging: boolean): readonly Source[] =>
  ['a', 'b', 'c'].slice(0, 1 + random.below(3)).map((name, n) => {
    const kind = n > 0 && random.chance(0.3) ? random.pick(['finding', 'contributor'] as const) : 'alarm';
    return {
      name: kind === 'contributor' ? `a#${name}` : name,
      severity: random.pick(['SEV1', 'SEV2', 'SEV3', 'SEV3', 'SEV4']),
      service: random.chance(isMerging ? 0.5 : 0.15) ? 'payments' : 'checkout',
      kind,
    };
  });

/**
 * Transitions of one to three signals, mostly of one service: in turn ALARM and OK, some suppressed or muted first, some
 * deleted, some without data, some two at one moment; or of a finding, which never says OK, one series of an alarm, or a
 * composite alarm of the others. `isMerging`: of two services, more often.
 */
export const eventsOf = (random: Random, isMerging: boolean): readonly Transition[] => {
  const hasComposite = random.chance(0.12);
  const sources = hasComposite ? withComposite(sourcesOf(random, isMerging)) : sourcesOf(random, isMerging);
  const on = new Set<Source>();
  const events: Transition[] = [];
  let atMs = START - 60_000;
  for (let n = 1 + random.below(8); n > 0; n--) {
    const source = random.pick(sources);
    if (!random.chance(0.1)) atMs += 1_000 + random.below(3) * 1_000;
    const add = (options: AlarmOptions) => {
      const transition = transitionOf(source.name, atMs, { ...source, ...options });
      events.push(source.isComposite ? compositeOf(transition, random) : transition);
    };
    if (random.chance(0.05)) {
      add({ state: 'INSUFFICIENT_DATA' });
    } else if (on.has(source) && source.kind !== 'finding') {
      on.delete(source);
      const isDeleted = source.kind === 'alarm' && random.chance(0.1);
      add({ state: 'OK', ...(isDeleted ? { more: { deleted: true } } : {}) });
    } else {
      on.add(source);
      if (source.kind === 'alarm' && random.chance(0.1)) add({ more: { suppressedBy: 'WaitPeriod' } });
      const isMuted = source.kind === 'alarm' && random.chance(0.05);
      add(isMuted ? { more: { muted: { by: 'rule', untilMs: START + random.below(20) * 60_000 } } } : {});
    }
  }
  return events;
};
