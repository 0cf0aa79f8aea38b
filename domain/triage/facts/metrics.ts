import type { Metric } from '../../signal/signal.ts';

/** A value of a metric's period. */
export interface Point {
  /** Start of the period, epoch ms. */
  readonly atMs: number;
  readonly value: number;
}

/** A metric as it is asked for. */
export interface MetricSubject {
  readonly resource: string;
  readonly series: readonly SeriesAsked[];
}

export interface SeriesAsked {
  /** By which the check knows it. */
  readonly name: string;
  readonly metric: Pick<Metric, 'namespace' | 'name' | 'dimensions'>;
  readonly stat: string;
  readonly periodS: number;
  /** So many ms before onset, or before now, until now. */
  readonly spanMs: number;
  readonly before: 'onset' | 'now';
}

/** The metrics of one resource by the names that the check gave them; one without data is empty. */
export interface MetricFacts {
  readonly resource: string;
  readonly series: Readonly<Record<string, readonly Point[]>>;
}
