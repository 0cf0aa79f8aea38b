import type { Clocks, Configuration, Policy, TriageSettings } from '../domain/kernel/configuration.ts';

/** A duration that was not zero stays at least a millisecond. */
const shorter = (ms: number, scale: number): number => (ms === 0 ? 0 : Math.max(1, Math.round(ms / scale)));

/** Divides every number under a key that ends in `Ms`, however deep. */
const scaled = (value: unknown, isDuration: boolean, scale: number): unknown => {
  if (typeof value === 'number') return isDuration ? shorter(value, scale) : value;
  if (Array.isArray(value)) return value.map((entry) => scaled(entry, isDuration, scale));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, entry]) => [key, scaled(entry, isDuration || key.endsWith('Ms'), scale)]),
  );
};

/**
 * The same configuration on compressed time: with a scale of 60, five minutes pass in five seconds. Every number
 * under a key that ends in `Ms` is a duration and is divided; quiet hours are wall-clock minutes and stay.
 * Throws a RangeError where the scale is no positive number.
 */
export const scaleDurations = (configuration: Configuration, scale: number): Configuration => {
  if (!(scale > 0 && Number.isFinite(scale))) {
    throw new RangeError(`the time scale is ${scale}: write a positive number, 1 for real time`);
  }
  if (scale === 1) return configuration;
  // Policy by policy: their names are the team's, and one could end in "Ms".
  const policies = Object.entries(configuration.policies).map(([name, policy]) => [
    name,
    scaled(policy, false, scale) as Policy,
  ]);
  const { retentionMs } = configuration;
  return {
    ...configuration,
    ...(retentionMs === undefined ? {} : { retentionMs: shorter(retentionMs, scale) }),
    timeScale: scale,
    policies: Object.fromEntries(policies),
    clocks: scaled(configuration.clocks, false, scale) as Clocks,
    triage: scaled(configuration.triage, false, scale) as TriageSettings,
  };
};
