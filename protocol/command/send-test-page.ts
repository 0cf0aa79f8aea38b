import { own } from '../../domain/kernel/own.ts';
import type { Severity } from '../../domain/kernel/severity.ts';
import type { TestPage } from '../../domain/notice/test-page.ts';
import type { TestPagePublisher, TestPageStore } from '../ports/test-pages.ts';

/** What sending a test page needs. */
export interface TestPager {
  readonly publisher: TestPagePublisher;
  readonly store: TestPageStore;
  readonly audiences: Readonly<Record<string, { readonly contacts: number }>>;
  /** Epoch ms. */
  readonly now: () => number;
  /** Short, stable, in letters and digits. */
  readonly hash: (text: string) => string;
}

export interface TestPageRequest {
  readonly audience: string;
  readonly severity: Severity;
  readonly by: string;
  /** The same key again asks for the same page. */
  readonly key: string;
}

export type TestPageResult =
  | { readonly outcome: 'sent'; readonly page: TestPage; readonly repeated: boolean }
  | {
      readonly outcome: 'refused';
      readonly reason: 'unknown-audience' | 'no-contact' | 'idempotency-key-reused' | 'tested-too-often';
    }
  | { readonly outcome: 'not-sent'; readonly reason: string };

/**
 * A test page of an audience in so long: a program in a loop must not wake people for ever, nor use up what SMS may cost.
 * Requests that come together may each send theirs.
 */
const BETWEEN_TESTS_MS = 60_000;

/**
 * Sends a test page and keeps it as the audience's last one. A crash in between repeats the page, with the same id, when
 * the request comes again.
 */
export const sendTestPage = async (pager: TestPager, request: TestPageRequest): Promise<TestPageResult> => {
  const { audience, severity, by, key } = request;
  const known = own(pager.audiences, audience);
  if (known === undefined) return { outcome: 'refused', reason: 'unknown-audience' };
  if (known.contacts === 0) return { outcome: 'refused', reason: 'no-contact' };
  const code = pager.hash(key);
  const last = await pager.store.last(Object.keys(pager.audiences));
  const sent = last.find(({ id }) => id.endsWith(`-${code}`));
  if (sent !== undefined) {
    const same = sent.audience === audience && sent.severity === severity;
    return same
      ? { outcome: 'sent', page: sent, repeated: true }
      : { outcome: 'refused', reason: 'idempotency-key-reused' };
  }
  const earlier = last.find((page) => page.audience === audience);
  if (earlier !== undefined && pager.now() < earlier.atMs + BETWEEN_TESTS_MS)
    return { outcome: 'refused', reason: 'tested-too-often' };
  const page: TestPage = {
    id: `${audience}-${code}`,
    ...{ audience, severity, by, atMs: pager.now(), arrivals: {} },
  };
  const delivery = await pager.publisher.publish(page);
  if (delivery.outcome !== 'delivered') return { outcome: 'not-sent', reason: delivery.reason };
  await pager.store.keep(page);
  return { outcome: 'sent', page, repeated: false };
};

/** The audience in a test page's id: everything before its last hyphen. */
export const audienceOfTestPage = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('-')));
