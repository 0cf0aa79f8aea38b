import * as z from 'zod';
import { contactSchema } from './contact.ts';
import { audienceName } from './words.ts';

/** Who is told, and how. */
export const audienceSection = {
  audiences: z
    .record(
      audienceName,
      z.array(contactSchema).max(100, 'has more than 100 contacts: use a queue or a list'),
    )
    .optional()
    .meta({ description: 'Who is told, and how: each contact is one of email, sms, https, queue (ARN).' }),
} as const;
