import type * as z from 'zod';
import type { Configuration } from '../../domain/kernel/configuration.ts';

/**
 * A capability's part of `tocsin.yml`: the keys it brings, all optional, and what they come to in the configuration, with
 * its defaults for what is not written.
 */
export const section = <Keys extends z.ZodRawShape, Part extends Partial<Configuration>>(
  keys: Keys,
  complete: (written: z.infer<z.ZodObject<Keys>>) => Part,
) => ({ keys, complete });
