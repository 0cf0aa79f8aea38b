import * as z from 'zod';
import { cleanLine } from '../../domain/kernel/clean-text.ts';
import { MAX_LINK } from '../../domain/kernel/link.ts';
import { scenarios } from '../../domain/kernel/scenario.ts';
import { severities } from '../../domain/kernel/severity.ts';
import { shown } from '../mistakes/mistake.ts';

export const severity = z.enum(severities);
export const scenario = z.enum(scenarios);

const NO_AUDIENCE = 'is not a name: use small letters, digits and -, at most 40, a letter first';
const audiencePattern = /^[a-z][a-z0-9-]{0,39}$/;

export const audienceName = z.string().regex(audiencePattern, {
  error: ({ input }) => {
    const small = String(input).toLowerCase();
    return audiencePattern.test(small) ? `has capital letters: write ${shown(small)}` : NO_AUDIENCE;
  },
});

export const audienceList = z.array(audienceName);

export const policyName = z
  .string()
  .regex(/^[A-Za-z][\w-]{0,59}$/, 'is not a name: use letters, digits, - and _, at most 60, a letter first');

/** A name for people. */
export const label = z
  .string()
  .min(1, 'is empty: write a name')
  .max(100, 'is longer than 100 characters: shorten it')
  .refine((text) => cleanLine(text) === text.trim(), 'holds a character that cannot be seen: remove it');

/** A map from severity, each of which may be left out. */
export const bySeverity = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    SEV1: value.optional(),
    SEV2: value.optional(),
    SEV3: value.optional(),
    SEV4: value.optional(),
  });

/** A web address that people follow. It stands in every page, so it is short. */
export const webAddress = z
  .string()
  .max(MAX_LINK, `is longer than ${MAX_LINK} characters: link to a shorter address`)
  .regex(/^https?:\/\/[^\s\p{C}]+$/u, 'is no web address: write one that begins with https://');
