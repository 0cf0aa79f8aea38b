import type { Command } from '../../domain/command.ts';
import type { Configuration } from '../../domain/configuration.ts';
import type { Transition } from '../../domain/signal.ts';
import { configured, transitionOf } from '../behaviour/world.ts';
import type { Random } from './random.ts';

export const START = Date.UTC(2026, 10, 18, 3, 0, 0);

/** The configuration at the start, and one that a deployment in mid-incident brings: other services, other waits. */
export const configurations: readonly [Configuration, Configuration] = [
  configured(''),
  configured(`services:
  - name: payments
    match:
      - alarm: b
rules:
  - name: c-is-worse
    match:
      alarm: c
    severity: SEV2
`),
];

export const commands: readonly Command[] = [
  { kind: 'acknowledge' },
  { kind: 'acknowledge' },
  { kind: 'resolve' },
  { kind: 'resolve' },
  { kind: 'reopen' },
  { kind: 'close' },
  { kind: 'mitigate' },
  { kind: 'escalate' },
  { kind: 'set-severity', severity: 'SEV1' },
];

export const longCommands: readonly Command[] = [
  { kind: 'acknowledge' },
  { kind: 'resolve' },
  { kind: 'resolve' },
  { kind: 'reopen' },
  { kind: 'reopen' },
  { kind: 'close' },
];

/** Short waits, so that clearing, resolving and sealing meet what arrives. */
export const hurried = (configuration: Configuration): Configuration => ({
  ...configuration,
  clocks: { ...configuration.clocks, clearHoldMs: 15_000, autoResolveMs: 15_000, reopenWindowMs: 60_000 },
});

/** Transitions of one to three alarms, mostly of one service: in turn ALARM and OK, some suppressed or muted first. */
export const eventsOf = (random: Random): readonly Transition[] => {
  const names = ['a', 'b', 'c'].slice(0, 1 + random.below(3));
  const severities = new Map(
    names.map((name) => [name, random.pick(['SEV1', 'SEV2', 'SEV3', 'SEV3', 'SEV4'])]),
  );
  const services = new Map(names.map((name) => [name, random.chance(0.15) ? 'payments' : 'checkout']));
  const on = new Set<string>();
  const events: Transition[] = [];
  let atMs = START - 60_000;
  for (let n = 1 + random.below(8); n > 0; n--) {
    const name = random.pick(names);
    atMs += 1_000 + random.below(3) * 1_000;
    const [severity, service] = [severities.get(name) ?? 'SEV3', services.get(name) ?? 'checkout'];
    if (on.has(name)) {
      on.delete(name);
      events.push(transitionOf(name, atMs, { severity, service, state: 'OK' }));
      continue;
    }
    on.add(name);
    if (random.chance(0.1))
      events.push(transitionOf(name, atMs, { severity, service, more: { suppressedBy: 'WaitPeriod' } }));
    const muted = random.chance(0.05)
      ? { more: { muted: { by: 'rule', untilMs: START + random.below(20) * 60_000 } } }
      : {};
    events.push(transitionOf(name, atMs, { severity, service, ...muted }));
  }
  return events;
};
