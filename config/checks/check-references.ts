import { EXPERTS } from '../../domain/kernel/audiences.ts';
import { nearest } from '../../domain/kernel/nearest.ts';
import type { Finding, Path } from '../mistakes/mistake.ts';
import { shown } from '../mistakes/mistake.ts';
import {
  audienceNames,
  audienceSections,
  listIn,
  mapIn,
  policyNames,
  type RawFile,
  rungsOf,
  severitiesUsing,
  textsIn,
} from '../schema/raw-file.ts';

/** A name that stands for nothing, with the one that is likely meant. */
export const unknownName = (what: string, name: string, known: readonly string[], path: Path): Finding => {
  const meant = nearest(name, known);
  const remedy = meant === undefined ? `known are ${known.join(', ')}` : `did you mean "${meant}"?`;
  return { path, message: `${shown(name)} is not ${what}: ${remedy}` };
};

const listFindings = (list: unknown, path: Path, known: readonly string[]): readonly Finding[] =>
  textsIn(list).flatMap(({ text, index }) =>
    known.includes(text) ? [] : [unknownName('an audience', text, known, [...path, index])],
  );

/** Names of audiences that do not exist. */
export const audienceFindings = (file: RawFile): readonly Finding[] => {
  const known = audienceNames(file);
  const inPolicies = Object.entries(mapIn(file['policies'])).flatMap(([name, policy]) =>
    listIn(mapIn(policy)['rungs']).flatMap((rung, index) =>
      listFindings(mapIn(rung)['page'], ['policies', name, 'rungs', index, 'page'], known),
    ),
  );
  const inLists = Object.keys(audienceSections).flatMap((key) =>
    Object.entries(mapIn(file[key])).flatMap(([entry, list]) =>
      listFindings(list, [key, entry], key === 'triggers' ? [...known, EXPERTS] : known),
    ),
  );
  return [...inPolicies, ...inLists];
};

/** Names of policies that do not exist. */
export const policyFindings = (file: RawFile): readonly Finding[] => {
  const known = policyNames(file);
  const named: readonly { name: unknown; path: Path }[] = [
    ...Object.entries(mapIn(file['policyBySeverity'])).map(([severity, name]) => ({
      name,
      path: ['policyBySeverity', severity],
    })),
    ...listIn(file['services']).map((service, index) => ({
      name: mapIn(service)['policy'],
      path: ['services', index, 'policy'],
    })),
  ];
  return named.flatMap(({ name, path }) =>
    typeof name !== 'string' || known.includes(name) ? [] : [unknownName('a policy', name, known, path)],
  );
};

const repeats = (names: readonly { name: unknown; path: Path }[], what: string): readonly Finding[] => {
  const seen = new Set<unknown>();
  return names.flatMap(({ name, path }): Finding[] => {
    if (typeof name !== 'string' || name === '') return [];
    if (seen.has(name)) return [{ path, message: `${shown(name)} names two ${what}: rename one` }];
    seen.add(name);
    return [];
  });
};

/** Names that stand twice where each must stand once. Map keys that stand twice are the parser's to find. */
export const duplicateFindings = (file: RawFile): readonly Finding[] => [
  ...(['services', 'rules'] as const).flatMap((key) =>
    repeats(
      listIn(file[key]).map((entry, index) => ({ name: mapIn(entry)['name'], path: [key, index, 'name'] })),
      key,
    ),
  ),
  ...Object.keys(mapIn(file['policies'])).flatMap((policy) =>
    repeats(
      rungsOf(file, policy).map(({ id, path }) => ({ name: id, path })),
      'rungs of this policy',
    ),
  ),
];

/** Conditions that hold for every signal where they are `*` alone: each has a name, an account and a region. */
const ofEverySignal = ['alarm', 'account', 'region'];

/** Whether a match that has conditions leaves no signal out. */
const matchesAll = (match: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(match).length > 0 &&
  Object.entries(match).every(([name, glob]) => ofEverySignal.includes(name) && glob === '*');

/** Rules that decide nothing, or two things that exclude each other. */
export const ruleFindings = (file: RawFile): readonly Finding[] =>
  listIn(file['rules']).flatMap((rule, index): Finding[] => {
    const fields = mapIn(rule);
    const decides = ['severity', 'scenario', 'service'].filter((key) => fields[key] !== undefined);
    const ignores = fields['ignore'] === true;
    const isMeant = fields['everything'] === true;
    const path = ['rules', index];
    if (ignores && !isMeant && matchesAll(mapIn(fields['match']))) {
      const message =
        'ignores everything, so that nobody is ever paged: narrow the match, or add everything: true';
      return [{ path, message }];
    }
    if (isMeant && !(ignores && matchesAll(mapIn(fields['match'])))) {
      return [
        {
          path: [...path, 'everything'],
          atKey: true,
          message: 'belongs to a rule that ignores everything, which this one does not: remove it',
        },
      ];
    }
    if (ignores && decides.length > 0) {
      return [
        { path: ['rules', index], message: `ignores and sets ${decides.join(' and ')}: keep one of the two` },
      ];
    }
    if (ignores || decides.length > 0) return [];
    return [
      { path: ['rules', index], message: 'decides nothing: set severity, scenario, service or ignore: true' },
    ];
  });

/** Matches without a condition, which would match everything. */
export const matchFindings = (file: RawFile): readonly Finding[] => {
  const matches = [
    ...listIn(file['rules']).map((rule, index) => ({
      match: mapIn(rule)['match'],
      path: ['rules', index, 'match'],
    })),
    ...listIn(file['services']).flatMap((service, index) =>
      listIn(mapIn(service)['match']).map((match, at) => ({ match, path: ['services', index, 'match', at] })),
    ),
  ];
  return matches.flatMap(({ match, path }) =>
    typeof match === 'object' && match !== null && Object.keys(match).length === 0
      ? [{ path, message: 'is empty and would match everything: name at least one condition' }]
      : [],
  );
};

const zoneProblem = (zone: unknown): string | undefined => {
  if (typeof zone !== 'string') return undefined;
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  try {
    if (!/^[+-]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '')
      return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const meant = nearest(zone, known);
  const remedy =
    meant === undefined ? 'write a name such as "Europe/Paris" or "UTC"' : `did you mean "${meant}"?`;
  return `${shown(zone)} is not a time zone: ${remedy}`;
};

/** Quiet hours never keep a SEV1 or SEV2 page waiting. */
export const quietHoursFindings = (file: RawFile): readonly Finding[] =>
  Object.entries(mapIn(file['policies'])).flatMap(([policy, fields]): Finding[] => {
    const hours = mapIn(fields)['quietHours'];
    if (hours === undefined) return [];
    const path = ['policies', policy, 'quietHours'];
    const { from, to, timeZone, days } = mapIn(hours) as Record<string, unknown>;
    const urgent = severitiesUsing(file, policy).filter(
      (severity) => severity === 'SEV1' || severity === 'SEV2',
    );
    const zone = zoneProblem(timeZone);
    const message = `would keep ${urgent.join(' and ')} pages waiting: give those severities, and services, a policy without quiet hours`;
    return [
      ...(urgent.length > 0 ? [{ path, atKey: true as const, message }] : []),
      ...(zone === undefined ? [] : [{ path: [...path, 'timeZone'], message: zone }]),
      ...(typeof from === 'string' && from === to
        ? [{ path, message: 'begins and ends at the same time: write two different times' }]
        : []),
      ...(from === '00:00' && to === '24:00' && (days === undefined || new Set(listIn(days)).size === 7)
        ? [{ path, message: 'never ends, so nobody would be paged: leave out hours or days' }]
        : []),
    ];
  });
