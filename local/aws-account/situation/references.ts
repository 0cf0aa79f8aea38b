import { type Finding, type Path, shown } from '../../../config/mistakes/mistake.ts';
import { listIn, mapIn, textsIn } from '../../../config/schema/raw-file.ts';
import { nearest } from '../../../domain/kernel/nearest.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Names that stand in a resource, with where. */
interface Named {
  readonly name: string;
  readonly path: Path;
  readonly atKey?: true;
}

interface Reference {
  readonly section: string;
  /** Which section holds what is named. */
  readonly to: string;
  readonly names: (resource: Raw) => readonly Named[];
}

const text = (key: string) => (resource: Raw) => {
  const name = resource[key];
  return typeof name === 'string' ? [{ name, path: [key] }] : [];
};

const list = (key: string) => (resource: Raw) =>
  textsIn(resource[key]).map(({ text: name, index }) => ({ name, path: [key, index] }));

const keys = (key: string, which: (name: string) => boolean) => (resource: Raw) =>
  Object.keys(mapIn(resource[key]))
    .filter(which)
    .map((name): Named => ({ name, path: [key, name], atKey: true }));

const isInstance = (name: string): boolean => /^i-[0-9a-f]+$/.test(name);

const policyAlarms = (resource: Raw): readonly Named[] =>
  Object.entries(mapIn(resource['policies'])).flatMap(([policy, fields]) =>
    textsIn(mapIn(fields)['alarms']).map(({ text: name, index }) => ({
      name,
      path: ['policies', policy, 'alarms', index],
    })),
  );

const references: readonly Reference[] = [
  { section: 'targetGroups', to: 'loadBalancers', names: list('loadBalancers') },
  { section: 'targetGroups', to: 'instances', names: keys('targets', isInstance) },
  { section: 'groups', to: 'instances', names: keys('instances', () => true) },
  { section: 'groups', to: 'launchTemplates', names: text('launchTemplate') },
  { section: 'groups', to: 'targetGroups', names: list('targetGroups') },
  { section: 'groups', to: 'alarms', names: policyAlarms },
  { section: 'databases', to: 'clusters', names: text('cluster') },
  { section: 'databases', to: 'databases', names: text('replicaOf') },
  { section: 'clusters', to: 'databases', names: text('writer') },
  { section: 'clusters', to: 'databases', names: list('readers') },
  { section: 'ecsServices', to: 'targetGroups', names: list('targetGroups') },
  { section: 'services', to: 'services', names: keys('calls', () => true) },
  { section: 'certificates', to: 'loadBalancers', names: list('usedBy') },
];

const remedy = (name: string, section: string, known: readonly string[]): string => {
  const meant = nearest(name, known);
  return meant === undefined ? `write it in ${section}` : `did you mean "${meant}"?`;
};

/** Names of resources that the situation does not have: what it does not have must not look healthy. */
export const referenceFindings = (file: Raw): readonly Finding[] =>
  references.flatMap(({ section, to, names }) => {
    const known = Object.keys(mapIn(file[to]));
    return Object.entries(mapIn(file[section])).flatMap(([resource, fields]) =>
      names(mapIn(fields))
        .filter(({ name }) => !known.includes(name))
        .map(
          ({ name, path, atKey }): Finding => ({
            path: [section, resource, ...path],
            message: `${shown(name)} is not in ${to}: ${remedy(name, to, known)}`,
            ...(atKey === undefined ? {} : { atKey }),
          }),
        ),
    );
  });

/** Of a shape that only a list can have. */
export const stagesIn = (file: Raw): readonly Raw[] => listIn(file['then']).map(mapIn);
