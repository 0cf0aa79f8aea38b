/** What a metric's values say, where a rule wants to know. Units stand beside it in the table. */
export type Meaning =
  /** How much of a resource is in use, or is left. */
  | 'cpu-used'
  | 'cpu-idle'
  | 'memory-used'
  | 'memory-free'
  | 'disk-used'
  | 'disk-free'
  | 'utilisation' // of something that no document limits
  /** Times: of answers to users, of operations of a database, of what a replica is behind. */
  | 'response-time'
  | 'database-latency'
  | 'replication-lag'
  /** Health: how many are well, how many are not, one that is well (1) or not (0), and the reverse. */
  | 'healthy-count'
  | 'unhealthy-count'
  | 'endpoint-health'
  | 'status-check'
  /** Requests: failed ones, counted; one for each that failed and zero for each that did not; shares. */
  | 'failed-requests'
  | 'failed-or-not'
  | 'failed-share'
  | 'success-share'
  | 'client-errors'
  /** Capacity: in service in a group, running in a container service, waiting to start, load on each. */
  | 'in-service'
  | 'running-tasks'
  | 'pending'
  | 'load'
  | 'connections'
  | 'database-load'
  | 'attack'
  | 'blocked-requests'
  | 'traffic'
  | 'days-to-expiry'
  /** Read by a scaler to steer itself, and by nobody else. */
  | 'scaler-input'
  /** No rule asks for it; its unit may be known. */
  | 'other';

// Constants, so that a bundle holds each of these words once.
export const seconds = 'Seconds';
export const milliseconds = 'Milliseconds';
export const microseconds = 'Microseconds';
export const percent = 'Percent';
export const bytes = 'Bytes';
export const megabytes = 'Megabytes';
export const count = 'Count';
/** A share of one: no unit of CloudWatch. */
export const ratio = 'Ratio';

/**
 * Metrics of one namespace that share unit and meaning: `[unit, meaning, names]`, names after commas. A `*` at the
 * beginning or the end of a name stands for any characters. What is counted, or has no unit, and has no meaning for a
 * rule needs no row.
 */
export type MetricRow = readonly [unit: string, meaning: Meaning, names: string];

/** A part of the table: its rows by namespace. */
export type MetricRows = Readonly<Record<string, readonly MetricRow[]>>;
