import * as z from 'zod';
import { section } from './section.ts';

/** AWS writes account ids with 12 digits, zeros in front included, which a YAML number would lose. */
const accountId = z
  .string({ error: 'is not an account id: write its 12 digits in quotes, such as "210987654321"' })
  .regex(/^\d{12}$/, 'is not an account id: write its 12 digits in quotes, such as "210987654321"');

/** Whose alarms are taken in beside those of the account that the stack is deployed into. */
export const accounts = section(
  {
    accounts: z.array(accountId).max(100, 'holds more than 100 accounts: list fewer').optional().meta({
      description:
        'Other AWS accounts that may send alarms and notifications to the alarms topic. Default: none.',
    }),
  },
  (written) => ({ accounts: [...new Set(written.accounts ?? [])] }),
);
