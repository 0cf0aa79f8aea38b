import { change, type Draft } from '../incident/draft.ts';

/** Looks again when the first of these expires, epoch ms, unless that is looked at sooner anyway. */
export const expectExpiry = (draft: Draft, expiriesMs: readonly number[]): void => {
  const { expiryCheckAtMs = Number.POSITIVE_INFINITY } = draft.incident;
  const firstMs = Math.min(...expiriesMs);
  if (firstMs < expiryCheckAtMs) change(draft, { expiryCheckAtMs: firstMs });
};
