import { change, type Draft } from '../incident/draft.ts';

/** Plans a look at the first of these expiries (epoch ms), unless an earlier look is planned. */
export const expectExpiry = (draft: Draft, expiriesMs: readonly number[]): void => {
  const { expiryCheckAtMs = Number.POSITIVE_INFINITY } = draft.incident;
  const firstMs = Math.min(...expiriesMs);
  if (firstMs < expiryCheckAtMs) change(draft, { expiryCheckAtMs: firstMs });
};
