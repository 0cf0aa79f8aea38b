import type { Finding } from '../mistakes/mistake.ts';
import type { RawFile } from '../schema/raw-file.ts';
import { alarmFindings, alarmWarnings } from './check-alarms.ts';
import { contactFindings, contactWarnings, reachFindings } from './check-contacts.ts';
import { dependencyFindings } from './check-dependencies.ts';
import { keyFindings } from './check-keys.ts';
import {
  audienceFindings,
  duplicateFindings,
  matchFindings,
  policyFindings,
  quietHoursFindings,
  ruleFindings,
} from './check-references.ts';
import { retentionFindings } from './check-retention.ts';
import { triggerWarnings } from './check-triggers.ts';

type Check = (file: RawFile) => readonly Finding[];

/** What the schema of one field cannot see. Of two mistakes in one place the first counts. */
export const checks: readonly Check[] = [
  keyFindings,
  contactFindings,
  audienceFindings,
  policyFindings,
  dependencyFindings,
  duplicateFindings,
  ruleFindings,
  matchFindings,
  quietHoursFindings,
  retentionFindings,
  reachFindings,
  alarmFindings,
];

/** What is allowed and still likely not meant. */
export const warnings: readonly Check[] = [contactWarnings, triggerWarnings, alarmWarnings];
