import * as z from 'zod';
import { duration, minute, second } from './duration-field.ts';
import { section } from './section.ts';

/** How incidents are examined. */
export const triage = section(
  {
    triage: z
      .strictObject({
        enabled: z
          .boolean()
          .optional()
          .meta({ description: 'false: no incident is examined. Default true.' }),
        checkTimeout: duration(second, 'A check without an answer by then is unknown. Default 5s.'),
      })
      .optional()
      .meta({ description: 'Incidents are examined by read-only AWS calls. docs/triage.md' }),
  },
  (written) => ({
    triage: {
      isOn: written.triage?.enabled ?? true,
      looksMs: [5 * minute, 9 * minute, 15 * minute, 30 * minute],
      checkTimeoutS: (written.triage?.checkTimeout ?? 5 * second) / second,
    },
  }),
);
