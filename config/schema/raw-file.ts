import { own } from '../../domain/kernel/own.ts';
import { severities } from '../../domain/kernel/severity.ts';
import type { Path } from '../mistakes/mistake.ts';
import { defaultAudiences } from './audiences.ts';
import { type Contact, noticeKinds, protocols } from './contact.ts';
import { defaultExperts } from './experts.ts';
import { defaultPolicies, defaultPolicyBySeverity, rungIdOf } from './policies.ts';
import { defaultTriggers } from './triggers.ts';
import { defaultUpdateAudiences } from './updates.ts';

/** The file as it was read, before anything of it is known to be right. */
export type RawFile = Readonly<Record<string, unknown>>;

/**
 * Reads the file before it is known to be right, so that one mistake does not hide another: whatever has not the
 * expected shape is left out here, and reported by the schema.
 */
export const mapIn = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Texts of a list with their places in it. */
export const textsIn = (value: unknown): readonly { text: string; index: number }[] =>
  listIn(value).flatMap((text, index) => (typeof text === 'string' ? [{ text, index }] : []));

/** Names of the audiences that exist: written ones and default ones. */
export const audienceNames = (file: RawFile): readonly string[] => [
  ...new Set([...Object.keys(mapIn(file['audiences'])), ...defaultAudiences]),
];

export const policyNames = (file: RawFile): readonly string[] => [
  ...new Set([...Object.keys(mapIn(file['policies'])), ...Object.keys(defaultPolicies)]),
];

/** The sections that give names lists of audiences, with their defaults. */
export const audienceSections: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  experts: defaultExperts,
  triggers: defaultTriggers,
  updateAudiences: defaultUpdateAudiences,
};

/** Audiences by name in such a section, written or default, as far as they can be read. */
export const audiencesBy = (
  file: RawFile,
  section: string,
): readonly (readonly [string, readonly string[]])[] =>
  Object.entries({ ...audienceSections[section], ...mapIn(file[section]) }).map(([name, list]) => [
    name,
    textsIn(list).map(({ text }) => text),
  ]);

const listed = (value: unknown, known: readonly string[]): readonly string[] | undefined =>
  Array.isArray(value) ? known.filter((entry) => value.includes(entry)) : undefined;

/** Contacts of an audience, as far as they can be read. */
export const contactsIn = (audience: unknown): readonly Contact[] =>
  listIn(audience).flatMap((entry) => {
    const fields = mapIn(entry);
    const only = mapIn(fields['only']);
    const kinds = listed(only['kinds'], noticeKinds);
    const allowed = listed(only['severities'], severities);
    return (['email', 'sms', 'https', 'queue'] as const).flatMap((key): Contact[] => {
      const endpoint = fields[key];
      if (endpoint === undefined) return [];
      return [
        {
          protocol: protocols[key],
          endpoint: String(endpoint),
          ...(kinds === undefined ? {} : { kinds }),
          ...(allowed === undefined ? {} : { severities: allowed }),
        },
      ];
    });
  });

/** One step of a policy, written or default, and where it stands. */
export interface RawRung {
  readonly audiences: readonly string[];
  readonly id: string;
  readonly path: Path;
}

/** The rungs of a policy, of the default one too where it is not written. */
export const rungsOf = (file: RawFile, policy: string): readonly RawRung[] => {
  const written = own(mapIn(file['policies']), policy);
  if (written === undefined) {
    return (own(defaultPolicies, policy)?.rungs ?? []).map(({ id, audiences }) => ({
      id,
      audiences,
      path: ['policies'],
    }));
  }
  return listIn(mapIn(written)['rungs']).map((rung, index) => {
    const audiences = textsIn(mapIn(rung)['page']).map(({ text }) => text);
    const id = mapIn(rung)['id'];
    return {
      audiences,
      id: typeof id === 'string' ? id : rungIdOf(audiences),
      path: ['policies', policy, 'rungs', index],
    };
  });
};

/** Which severities a policy is used for: those that name it, and all where a service names it. */
export const severitiesUsing = (file: RawFile, policy: string): readonly string[] => {
  const named = { ...defaultPolicyBySeverity, ...mapIn(file['policyBySeverity']) };
  const byService = listIn(file['services']).some((service) => mapIn(service)['policy'] === policy);
  return severities.filter((severity) => byService || named[severity] === policy);
};
