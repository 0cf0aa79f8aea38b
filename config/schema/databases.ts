import * as z from 'zod';
import { sizeBytes, sizePattern } from './size.ts';

const size = z
  .string({ error: 'is not a size: write text such as "100GiB"' })
  .regex(sizePattern, 'is not a size: write a number and MiB, GiB or TiB, as AWS counts, such as "100GiB"')
  .transform((text, context) => {
    const bytes = sizeBytes(text);
    if (bytes === undefined)
      context.issues.push({ code: 'custom', message: 'is zero: write the total', input: text });
    return bytes ?? 0;
  })
  .optional();

/** What RDS does not tell of its databases. */
export const databaseSection = {
  databases: z
    .record(z.string().min(1), z.strictObject({ storage: size, memory: size }))
    .optional()
    .meta({ description: 'Totals by database identifier: RDS reports only what is free.' }),
} as const;
