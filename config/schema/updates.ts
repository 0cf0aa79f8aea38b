import type { Configuration } from '../../domain/kernel/configuration.ts';
import { given } from './given.ts';
import { section } from './section.ts';
import { audienceList, bySeverity } from './words.ts';

/**
 * Emergency Response Procedures, "External Communication" (customers for SEV1 and SEV2) and "Escalation Rules"
 * (management for SEV1).
 */
export const defaultUpdateAudiences: Configuration['updateAudiences'] = {
  SEV1: ['primary', 'secondary', 'commander', 'management', 'stakeholders', 'customers'],
  SEV2: ['primary', 'secondary', 'commander', 'stakeholders', 'customers'],
  SEV3: ['primary', 'stakeholders'],
  SEV4: ['primary'],
};

/** Who receives status updates and resolutions. */
export const updates = section({ updateAudiences: bySeverity(audienceList).optional() }, (written) => ({
  updateAudiences: { ...defaultUpdateAudiences, ...given(written.updateAudiences) },
}));
