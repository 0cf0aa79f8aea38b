import * as z from 'zod';
import { signalKinds } from '../../domain/kernel/signal-kind.ts';
import { glob, label, policyName, scenario, severity, tagName } from './words.ts';

const match = z
  .strictObject({
    alarm: glob.optional(),
    kind: z.enum(signalKinds).optional(),
    namespace: glob.optional(),
    metric: glob.optional(),
    account: glob.optional(),
    region: glob.optional(),
    resource: glob.optional(),
    tags: z.record(z.string().min(1), glob).optional(),
    dimensions: z.record(z.string().min(1), glob).optional(),
  })
  .meta({ description: 'All conditions must hold. * stands for any characters; case does not matter.' });

const rule = z
  .strictObject({
    name: label,
    match,
    severity: severity.optional(),
    scenario: scenario.optional(),
    service: label.optional(),
    ignore: z.literal(true).optional(),
  })
  .meta({ description: 'The first rule that matches wins, before alarm tags and built-in rules.' });

/** What belongs together, and how alarms are judged. */
export const serviceSection = {
  services: z
    .array(
      z.strictObject({
        name: label,
        match: z.array(match).min(1, 'matches nothing: name at least one match'),
        policy: policyName.optional(),
      }),
    )
    .optional(),
  rules: z.array(rule).optional(),
  defaultSeverity: severity
    .optional()
    .meta({ description: 'Of alarms that no rule recognises. Default SEV3.' }),
  insufficientData: z.enum(['hold', 'open']).optional().meta({
    description: 'Whether INSUFFICIENT_DATA keeps an incident open (hold, default) or also opens one.',
  }),
  tags: z
    .strictObject({
      severity: tagName.optional(),
      scenario: tagName.optional(),
      service: tagName.optional(),
    })
    .optional(),
} as const;
