import type { Estate } from '../../kernel/estate.ts';
import type { CallGraph, Measure, Stretch } from '../observations.ts';

/** Whose callers and callees are looked at. */
export interface GraphSubject {
  /** The service of the incident. */
  readonly service: string;
  /** Names by which a graph may know it, the likeliest first. */
  readonly names: readonly string[];
  /** What may be off of it: what its alarms are about comes first. */
  readonly measures: readonly Measure[];
  /** The service and all that it depends on, as tocsin.yml lists it. The service alone: nothing is listed. */
  readonly dependencies: readonly Dependency[];
}

/** A listed service, whom it depends on, and what belongs to it. */
export interface Dependency {
  readonly service: string;
  readonly dependsOn: readonly string[];
  readonly estate: Partial<Estate>;
}

/** Who called whom around onset, and how each part did then and before. */
export interface GraphFacts extends Pick<GraphSubject, 'service' | 'names' | 'measures'> {
  /** `traces`: X-Ray. `metrics`: `dependsOn` of tocsin.yml and CloudWatch. */
  readonly source: 'traces' | 'metrics';
  readonly graph: CallGraph;
  /** Before onset. */
  readonly normal: Stretch;
  /** From shortly before onset on. */
  readonly suspect: Stretch;
}
