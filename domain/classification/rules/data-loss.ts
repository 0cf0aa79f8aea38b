import type { BuiltInRule } from './rule.ts';
import { phraseIn, type Seen } from './view.ts';

const phrases = [
  'data loss',
  'data lost',
  'lost data',
  'data corruption',
  'data corrupted',
  'corrupted data',
  'corrupt data',
  'database corruption',
  'database corrupted',
  'table corruption',
  'index corruption',
  'storage corruption',
];

/** Names of products and of all-clears that contain the same words. */
const harmless = [
  'data loss prevention',
  'data loss protection',
  'no data loss',
  'without data loss',
  'data loss risk',
  'data loss test',
  'data loss drill',
];

/** The words in the name of the signal, or of a metric, that report lost or corrupted data. */
export const dataLossNamed = (view: Seen): string | undefined =>
  phraseIn(view, harmless) === undefined ? phraseIn(view, phrases) : undefined;

/**
 * Data loss or corruption that the signal names. Emergency Response Procedures, "SEVERITY 1 - Critical";
 * docs/requirements.md, "Whom the triggers page" ("signals named so"). Only names count, since descriptions also say
 * what might follow.
 */
export const dataLossRule: BuiltInRule = {
  name: 'data-loss-named',
  judge: (view) => {
    const phrase = dataLossNamed(view);
    if (phrase === undefined) return undefined;
    return { severity: 'SEV1', scenario: 'database', reason: `its name says "${phrase}"` };
  },
};
