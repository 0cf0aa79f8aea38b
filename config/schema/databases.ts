import * as z from 'zod';
import { section } from './section.ts';
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

type Which = 'storage' | 'memory';
type Sizes = Readonly<Record<string, { readonly [W in Which]?: number | undefined }>>;

const totals = (written: Sizes, which: Which): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(written).flatMap(([id, sizes]) => {
      const bytes = sizes[which];
      return bytes === undefined ? [] : [[id, bytes]];
    }),
  );

/** What RDS does not report. */
export const databases = section(
  {
    databases: z
      .record(
        z.string().min(1),
        z.strictObject({
          storage: size,
          memory: size,
          connections: z
            .int()
            .positive('is not above zero: write how many connections it accepts')
            .optional()
            .meta({ description: 'How many it accepts: max_connections, or what its pool has.' }),
          replica: z.boolean().optional().meta({
            description: 'true: it follows another. Its lag is watched where its service has alarms.',
          }),
        }),
      )
      .optional()
      .meta({
        description:
          'By database identifier: what RDS does not report, as it reports only what is free and in use.',
      }),
  },
  (written) => ({
    databaseStorageBytes: totals(written.databases ?? {}, 'storage'),
    databaseMemoryBytes: totals(written.databases ?? {}, 'memory'),
  }),
);
