import * as z from 'zod';
import { type AudienceContacts, type ContactEntry, contactSchema, toContacts } from './contact.ts';
import { section } from './section.ts';
import { audienceName } from './words.ts';

/** Audiences that exist without being written. docs/requirements.md, "Whom the triggers page". */
export const defaultAudiences = [
  'primary',
  'secondary',
  'commander',
  'management',
  'security',
  'database',
  'network',
  'devops',
  'stakeholders',
  'customers',
  'external-support',
  'fallback',
] as const;

type Written = Readonly<Record<string, readonly ContactEntry[]>>;

/** Contacts of every audience, of the default ones too where they have none. For the template only (I10). */
export const contactsOf = (written: Written = {}): AudienceContacts => ({
  ...Object.fromEntries(defaultAudiences.map((name) => [name, []])),
  ...Object.fromEntries(
    Object.entries(written).map(([name, entries]) => [name, entries.flatMap(toContacts)]),
  ),
});

/** Who is told, and how. */
export const audiences = section(
  {
    audiences: z
      .record(
        audienceName,
        z.array(contactSchema).max(100, 'has more than 100 contacts: use a queue or a list'),
      )
      .optional()
      .meta({ description: 'Who is told, and how: each contact is one of email, sms, https, queue (ARN).' }),
  },
  (written) => ({
    audiences: Object.fromEntries(
      Object.entries(contactsOf(written.audiences)).map(([name, contacts]) => [
        name,
        { contacts: contacts.length },
      ]),
    ),
  }),
);
