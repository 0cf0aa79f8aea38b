import type { TestPage } from '../../domain/notice/test-page.ts';
import type { Delivery } from './channel.ts';

/** The last test page of each audience: what an older one showed is no longer so. */
export interface TestPageStore {
  /** Of these audiences, as far as there are any. */
  last(audiences: readonly string[]): Promise<readonly TestPage[]>;
  /** Takes the place of the audience's last one. */
  keep(page: TestPage): Promise<void>;
  /** The page with the arrival; the first of each name counts. `undefined`: the audience's last one has another id. */
  addArrival(
    page: Pick<TestPage, 'id' | 'audience'>,
    by: string,
    atMs: number,
  ): Promise<TestPage | undefined>;
}

export interface TestPagePublisher {
  publish(page: TestPage): Promise<Delivery>;
}
