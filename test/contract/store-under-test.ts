import type { AccessStore, ApiToken } from '../../protocol/ports/access.ts';
import type { IncidentQueries } from '../../protocol/ports/queries.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';

/** An empty store with its queries, as each test of the contract gets it. */
export interface StoreUnderTest {
  readonly store: IncidentStore;
  readonly queries: IncidentQueries;
  readonly access: AccessStore;
  putToken(hash: string, token: ApiToken): Promise<void>;
}

export type MakeStore = () => Promise<StoreUnderTest>;
