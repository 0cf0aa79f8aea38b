import type { ApiToken, IncidentQueries, IncidentStore } from '../../protocol/ports/ports.ts';

/** An empty store with its queries, as each test of the contract gets it. */
export interface StoreUnderTest {
  readonly store: IncidentStore;
  readonly queries: IncidentQueries;
  putToken(hash: string, token: ApiToken): Promise<void>;
}

export type MakeStore = () => Promise<StoreUnderTest>;
