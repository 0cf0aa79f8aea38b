import * as z from 'zod/mini';
import { anything, list, text, textOrNumber } from './lenient-fields.ts';
import type { IntakeContext, Reading } from './reading.ts';

/** What every EventBridge event has around its `detail`. Replayed events add `replay-name`, which changes nothing. */
export const envelopeSchema = z.object({
  id: text,
  'detail-type': text,
  source: text,
  account: textOrNumber,
  region: text,
  time: text,
  resources: list(z.string()),
  detail: anything,
});

export type EventEnvelope = z.infer<typeof envelopeSchema>;

/** Reads the `detail` of one event type. Total: whatever `detail` is, there is a reading. */
export type DetailParser = (event: EventEnvelope, context: IntakeContext) => readonly Reading[];

/** The `detail` in the shape of a schema of lenient fields; undefined where it is no object. */
export const detailOf = <S extends z.ZodMiniType>(
  schema: S,
  event: EventEnvelope,
): z.infer<S> | undefined => {
  const parsed = z.safeParse(schema, event.detail);
  return parsed.success ? parsed.data : undefined;
};
