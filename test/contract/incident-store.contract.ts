import { describe } from 'vitest';
import { claimsOfAlarms } from './alarms.contract.ts';
import { claimsOfCommits } from './commits.contract.ts';
import { claimsOfDue } from './due.contract.ts';
import { claimsOfEffects } from './effects.contract.ts';
import { claimsOfHeads } from './heads.contract.ts';
import { claimsOfPages } from './pages.contract.ts';
import { claimsOfRetirement } from './retirement.contract.ts';
import { claimsOfSignals } from './signals.contract.ts';
import type { MakeStore } from './store-under-test.ts';

/** What every IncidentStore keeps to. */
export const describeIncidentStore = (name: string, make: MakeStore): void => {
  describe(`${name}: incident store`, () => {
    claimsOfCommits(make);
    claimsOfEffects(make);
    claimsOfAlarms(make);
    claimsOfSignals(make);
    claimsOfHeads(make);
    claimsOfDue(make);
    claimsOfPages(make);
    claimsOfRetirement(make);
  });
};
