import type { Classification, Correlation } from './classification.ts';
import type { Transition } from './signal.ts';
import type { SignalRecord } from './signal-record.ts';

/** A transition that raises, with what the rules made of it and the record that its incident will keep. */
export interface Arrival {
  readonly transition: Transition;
  readonly classification: Classification;
  readonly correlation: Correlation;
  readonly record: SignalRecord;
  /** An earlier transition already brought this alarm to the incident that it joins: no new alarm. */
  readonly known: boolean;
  /** This same transition stands there already: another copy, or an earlier try that ended before its decision. */
  readonly repeated: boolean;
  /** The mitigation that an earlier try met and may not have taken back. Epoch ms. */
  readonly metMitigationAtMs?: number;
}
