import { EXPERTS, FALLBACK } from '../../domain/kernel/audiences.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import type { AudienceState } from './contact-state.ts';

/** The topic of the stack's own alarms; its contacts are those of `fallback`. */
export const WATCH = 'watch';

/** The audiences that somebody is paged through, and those that are told of updates alone. */
export interface AudiencesInUse {
  readonly paged: ReadonlySet<string>;
  readonly told: ReadonlySet<string>;
}

export const audiencesInUse = (configuration: Configuration): AudiencesInUse => {
  const { policies, policyBySeverity, services, triggers, experts, updateAudiences } = configuration;
  const used = new Set([
    ...Object.values(policyBySeverity),
    ...services.flatMap(({ policy }) => (policy === undefined ? [] : [policy])),
  ]);
  const rungs = Object.values(policies)
    .filter(({ name }) => used.has(name))
    .flatMap((policy) => policy.rungs.flatMap(({ audiences }) => audiences));
  const triggered = Object.values(triggers).flat();
  const called = triggered.includes(EXPERTS) ? Object.values(experts).flat() : [];
  const paged = new Set([...rungs, ...triggered, ...called, FALLBACK, WATCH]);
  paged.delete(EXPERTS);
  return { paged, told: new Set(Object.values(updateAudiences).flat()) };
};

/**
 * Audiences in use that have contacts of which none is reached. One without a contact in tocsin.yml is not among them: its
 * pages go to the next rung, which compiling the file warns of.
 */
export const unreached = (states: readonly AudienceState[], { paged, told }: AudiencesInUse) =>
  states.flatMap(({ audience, contacts }): readonly string[] => {
    const isPaged = paged.has(audience);
    if (contacts.length === 0 || !(isPaged || told.has(audience))) return [];
    const hears = contacts.some(
      ({ reach, contact }) =>
        reach === 'confirmed' &&
        (!isPaged || audience === WATCH || (contact.kinds?.includes('page') ?? true)),
    );
    return hears ? [] : [audience];
  });
