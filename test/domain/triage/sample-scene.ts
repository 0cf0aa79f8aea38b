import { emptyEstate } from '../../../domain/kernel/estate.ts';
import type { Signal } from '../../../domain/signal/signal.ts';
import type { SignalRecord } from '../../../domain/signal/signal-record.ts';
import type { Scene } from '../../../domain/triage/check.ts';
import { sampleSignal } from '../../contract/sample-records.ts';
import { around } from './sample-findings.ts';

/** An outage of a service of which nothing is listed and nothing stands, but for `changes`. */
export const sampleScene = (changes: Partial<Scene> = {}): Scene => ({
  ...around,
  scenario: 'outage',
  estate: emptyEstate,
  region: 'eu-west-1',
  dependencies: [],
  signals: [],
  ...changes,
});

/** The sample signal, but for `changes`. */
export const standing = (id: string, changes: Partial<Signal>): SignalRecord => {
  const record = sampleSignal(id);
  const { transition } = record;
  return { ...record, transition: { ...transition, signal: { ...transition.signal, ...changes } } };
};
