import * as z from 'zod';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import { serviceText } from '../../domain/kernel/service-text.ts';
import { given } from './given.ts';
import { match } from './match.ts';
import { section } from './section.ts';
import { label, scenario, severity } from './words.ts';

const rule = z
  .strictObject({
    name: label,
    match,
    severity: severity.optional(),
    scenario: scenario.optional(),
    service: label.optional(),
    ignore: z.literal(true).optional(),
    everything: z
      .literal(true)
      .optional()
      .meta({ description: 'Only with ignore, where the match holds for every signal: it is meant.' }),
  })
  .meta({ description: 'The first rule that matches wins, before alarm tags and built-in rules.' });

const tagName = z
  .string()
  .min(1, 'is empty: write the name of a tag')
  .max(128, 'is longer than a tag name can be');

const defaultTags: Configuration['tags'] = {
  severity: 'tocsin:severity',
  scenario: 'tocsin:scenario',
  service: 'tocsin:service',
  runbook: 'tocsin:runbook',
};

/** How signals are judged: the team's rules, the names of the alarm tags, and what no rule recognises. */
export const rules = section(
  {
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
        runbook: tagName.optional(),
      })
      .optional(),
  },
  (written) => ({
    rules: (written.rules ?? []).map(({ name, match: conditions, service, everything: _, ...decided }) => ({
      name,
      match: given(conditions),
      ...given(decided),
      ...(service === undefined ? {} : { service: serviceText(service) }),
    })),
    defaultSeverity: written.defaultSeverity ?? 'SEV3',
    insufficientData: written.insufficientData ?? 'hold',
    tags: { ...defaultTags, ...given(written.tags) },
  }),
);
