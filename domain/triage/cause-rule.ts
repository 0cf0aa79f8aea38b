import type { Incident } from '../incident/incident.ts';
import type { Finding } from './finding.ts';
import type { Hypothesis } from './judgement.ts';

/** A rule that may explain the findings. It names what speaks for it and what speaks against it. */
export interface CauseRule {
  /** Literal: the `kind` of its hypothesis. */
  readonly kind: string;
  /** Undefined: nothing speaks for it. */
  readonly explain: (
    findings: readonly Finding[],
    incident: Incident,
  ) => Omit<Hypothesis, 'kind'> | undefined;
}
