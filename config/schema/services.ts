import * as z from 'zod';
import { serviceText } from '../../domain/kernel/service-text.ts';
import { alarmSettings } from './alarms.ts';
import { given } from './given.ts';
import { match } from './match.ts';
import { estateOf, resources } from './resources.ts';
import { section } from './section.ts';
import { label, policyName, webAddress } from './words.ts';

/** What belongs together. */
export const services = section(
  {
    services: z
      .array(
        z.strictObject({
          name: label,
          match: z.array(match).min(1, 'matches nothing: name at least one match'),
          policy: policyName.optional(),
          runbook: webAddress.optional(),
          resources: resources.optional(),
          alarms: z
            .boolean()
            .optional()
            .meta({ description: 'true: deploying makes alarms for its resources. docs/configuration.md' }),
          alarmSettings: alarmSettings.optional(),
        }),
      )
      .optional(),
  },
  (written) => ({
    services: (written.services ?? []).map((service) => ({
      name: serviceText(service.name),
      match: service.match.map(given),
      ...given({ policy: service.policy, runbook: service.runbook }),
      ...(service.resources === undefined ? {} : { resources: estateOf(service.resources) }),
    })),
  }),
);
