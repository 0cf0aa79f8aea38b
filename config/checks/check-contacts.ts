import { EXPERTS, STAKEHOLDERS } from '../../domain/kernel/audiences.ts';
import { nearest } from '../../domain/kernel/nearest.ts';
import { own } from '../../domain/kernel/own.ts';
import { severities } from '../../domain/kernel/severity.ts';
import type { Finding } from '../mistakes/mistake.ts';
import { defaultAudiences } from '../schema/audiences.ts';
import type { Contact } from '../schema/contact.ts';
import {
  audienceSections,
  audiencesBy,
  contactsIn,
  listIn,
  mapIn,
  policyNames,
  type RawFile,
  type RawRung,
  rungsOf,
  severitiesUsing,
} from '../schema/raw-file.ts';

/** Names that no audience can have, and why. `watch` and `alarms` are topics of the stack itself. */
const reservedNames: Readonly<Record<string, string>> = {
  watch: 'is a name the stack uses itself',
  alarms: 'is a name the stack uses itself',
  [EXPERTS]: 'stands for the experts of a scenario',
};

const nameFindings = (audience: string): readonly Finding[] => {
  const reserved = own(reservedNames, audience);
  const path = ['audiences', audience];
  return reserved === undefined ? [] : [{ path, atKey: true, message: `${reserved}: choose another` }];
};

const entryFindings = (audience: string, entry: unknown, index: number): readonly Finding[] => {
  const path = ['audiences', audience, index];
  const named = ['email', 'sms', 'https', 'queue'].filter((key) => mapIn(entry)[key] !== undefined);
  if (named.length === 1) return [];
  return named.length === 0
    ? [{ path, message: 'says no way to reach anybody: write one of email, sms, https, queue' }]
    : [{ path, message: `says ${named.join(' and ')} at once: write one entry for each` }];
};

const repeatedFindings = (audience: string, entries: unknown): readonly Finding[] => {
  const seen = new Set<string>();
  return listIn(entries).flatMap((entry, index) =>
    contactsIn([entry]).flatMap(({ protocol, endpoint }): Finding[] => {
      const contact = `${protocol} ${endpoint}`;
      if (seen.has(contact)) {
        return [
          { path: ['audiences', audience, index], message: 'is there twice in this audience: remove one' },
        ];
      }
      seen.add(contact);
      return [];
    }),
  );
};

/** Each contact of its own, and names that the stack needs for itself. */
export const contactFindings = (file: RawFile): readonly Finding[] =>
  Object.entries(mapIn(file['audiences'])).flatMap(([audience, entries]) => [
    ...nameFindings(audience),
    ...listIn(entries).flatMap((entry, index) => entryFindings(audience, entry, index)),
    ...repeatedFindings(audience, entries),
  ]);

const receives = (contact: Contact, kind: string, severity: string): boolean =>
  (contact.kinds?.includes(kind) ?? true) && (contact.severities?.includes(severity) ?? true);

/** The severities at which no contact of the audience receives notices of this kind. */
const deafAt = (contacts: readonly Contact[], kind: string, of: readonly string[]): readonly string[] =>
  of.filter((severity) => !contacts.some((contact) => receives(contact, kind, severity)));

/** The fallback audience is where everything ends that reached nobody: it must hear all of it. */
const fallbackFindings = (contacts: readonly Contact[]): readonly Finding[] => {
  const path = ['audiences', 'fallback'];
  if (contacts.length === 0) {
    return [
      {
        path,
        atKey: true,
        message: 'the audience "fallback" has no contact: add one, for it is paged when nobody else can be',
      },
    ];
  }
  return ['page', 'raw'].flatMap((kind): Finding[] => {
    const deaf = deafAt(contacts, kind, severities);
    if (deaf.length === 0) return [];
    const message = `no contact of "fallback" receives ${kind} notices of ${deaf.join(', ')}: widen an "only"`;
    return [{ path, atKey: true, message }];
  });
};

/** An audience that a rung pages, has contacts, and yet would not hear it: its pages would be lost in a filter. */
const filteredFindings = (file: RawFile, rung: RawRung, used: readonly string[]): readonly Finding[] =>
  rung.audiences.flatMap((audience): Finding[] => {
    if (audience === 'fallback') return [];
    const contacts = contactsIn(own(mapIn(file['audiences']), audience));
    const deaf = contacts.length === 0 ? [] : deafAt(contacts, 'page', used);
    if (deaf.length === 0) return [];
    const message = `is paged by a rung, but no contact receives pages of ${deaf.join(', ')}: widen an "only"`;
    return [{ path: ['audiences', audience], atKey: true, message }];
  });

const firstRungFindings = (file: RawFile, policy: string, rung: RawRung): readonly Finding[] => {
  const someContact = rung.audiences.some(
    (name) => contactsIn(own(mapIn(file['audiences']), name)).length > 0,
  );
  if (someContact || rung.audiences.length === 0) return [];
  const names = rung.audiences.map((name) => `"${name}"`).join(', ');
  const message = `the first rung of policy "${policy}" pages ${names}, which has no contact: add one under audiences`;
  return [
    {
      path: rung.path.length > 1 ? [...rung.path, 'page'] : ['audiences', ...rung.audiences.slice(0, 1)],
      message,
    },
  ];
};

/** Mistakes that would leave somebody unpaged. */
export const reachFindings = (file: RawFile): readonly Finding[] => {
  const fallback = contactsIn(mapIn(file['audiences'])['fallback']);
  const used = policyNames(file).filter((policy) => severitiesUsing(file, policy).length > 0);
  const rungs = used.flatMap((policy) => {
    const all = rungsOf(file, policy);
    const first = all[0];
    return [
      ...(first === undefined ? [] : firstRungFindings(file, policy, first)),
      ...all.flatMap((rung) => filteredFindings(file, rung, severitiesUsing(file, policy))),
    ];
  });
  return [...fallbackFindings(fallback), ...rungs];
};

/** Audiences that something refers to, apart from `fallback`. */
const usedAudiences = (file: RawFile): readonly string[] => {
  const paged = policyNames(file).flatMap((policy) =>
    rungsOf(file, policy).flatMap((rung) => rung.audiences),
  );
  const listed = Object.keys(audienceSections).flatMap((section) =>
    audiencesBy(file, section).flatMap(([, audiences]) => audiences),
  );
  return [...new Set([...paged, STAKEHOLDERS, ...listed])].filter((name) => name !== EXPERTS);
};

/** Those that the file does not name are one warning: a short file is no fault. */
const silence = (names: readonly string[], path: Finding['path']): Finding => {
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const [have, them] =
    names.length === 1 ? [`the audience ${quoted} has`, 'it'] : [`the audiences ${quoted} have`, 'them'];
  const message = `${have} no contact: what is meant for ${them} is skipped, pages go to the next rung`;
  return { path, atKey: true, message };
};

/** What is allowed and still likely not meant. */
export const contactWarnings = (file: RawFile): readonly Finding[] => {
  const written = mapIn(file['audiences']);
  const used = usedAudiences(file);
  const empty = used.filter((name) => name !== 'fallback' && contactsIn(own(written, name)).length === 0);
  const isWritten = (name: string): boolean => own(written, name) !== undefined;
  const unwritten = empty.filter((name) => !isWritten(name));
  const unused = Object.keys(written)
    .filter((name) => ![...used, ...defaultAudiences].includes(name))
    .map((name): Finding => {
      const meant = nearest(name, defaultAudiences);
      const hint =
        meant === undefined
          ? 'name it in a policy, experts, triggers or updateAudiences'
          : `did you mean "${meant}"?`;
      return { path: ['audiences', name], atKey: true, message: `nothing uses this audience: ${hint}` };
    });
  return [
    ...empty.filter(isWritten).map((name) => silence([name], ['audiences', name])),
    ...(unwritten.length === 0 ? [] : [silence(unwritten, ['audiences'])]),
    ...unused,
  ];
};
