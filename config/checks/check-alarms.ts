import { own } from '../../domain/kernel/own.ts';
import { type Finding, type Path, shown } from '../mistakes/mistake.ts';
import { type FullyNamed, fullNames, isFullName } from '../schema/full-name.ts';
import { listIn, mapIn, type RawFile, textsIn } from '../schema/raw-file.ts';

/** What both the name of an alarm and the value of a tag may hold; a slash ends the service in the alarm's name. */
const nameOfAlarm = /^[\p{L}\p{N} _.=+@-]+$/u;

interface Asking {
  readonly service: Readonly<Record<string, unknown>>;
  readonly path: Path;
}

const servicesIn = (file: RawFile): readonly Asking[] =>
  listIn(file['services']).map((service, index) => ({ service: mapIn(service), path: ['services', index] }));

const asking = (file: RawFile): readonly Asking[] =>
  servicesIn(file).filter(({ service }) => service['alarms'] === true);

const leftOutOf = (service: Asking['service']): readonly string[] =>
  textsIn(mapIn(service['alarmSettings'])['without']).map(({ text }) => text);

/** CloudWatch knows them by name and id alone, and CloudFormation cannot look the id up. */
const shortFindings = ({ service, path }: Asking, part: FullyNamed): readonly Finding[] =>
  textsIn(mapIn(service['resources'])[part]).flatMap(({ text, index }): Finding[] => {
    if (text.includes('/') || text.startsWith('arn:') || isFullName(part, text)) return [];
    const { inArn, example } = fullNames[part];
    const message =
      `${shown(text)} has no id, by which CloudWatch knows it: with alarms: true, write ${inArn}, ` +
      `such as ${example}`;
    return [{ path: [...path, 'resources', part, index], message }];
  });

/** The health of a target group is a metric of the pair that it makes with its load balancer. */
const pairFindings = ({ service, path }: Asking): readonly Finding[] => {
  const { targetGroups, loadBalancers } = mapIn(service['resources']);
  if (
    leftOutOf(service).includes('no-healthy-target') ||
    listIn(targetGroups).length === 0 ||
    listIn(loadBalancers).length === 1
  )
    return [];
  const message =
    'need the one load balancer in front of them for their alarms: list it alone under loadBalancers, or add ' +
    'alarmSettings: { without: [no-healthy-target] }';
  return [{ path: [...path, 'resources', 'targetGroups'], atKey: true, message }];
};

const askingFindings = (one: Asking): readonly Finding[] => {
  const { service, path } = one;
  const { name, resources } = service;
  const isNamed = typeof name !== 'string' || nameOfAlarm.test(name);
  const unnamed = `${shown(name)} cannot name alarms: with alarms: true, use letters, digits, spaces and _ . = + - @`;
  return [
    ...(isNamed ? [] : [{ path: [...path, 'name'], message: unnamed }]),
    ...(resources === undefined
      ? [{ path: [...path, 'alarms'], message: 'has nothing to watch: list resources of the service' }]
      : []),
    ...shortFindings(one, 'loadBalancers'),
    ...shortFindings(one, 'targetGroups'),
    ...pairFindings(one),
  ];
};

/** Alarms that could not be made of what is written. */
export const alarmFindings = (file: RawFile): readonly Finding[] => [
  ...asking(file).flatMap(askingFindings),
  ...servicesIn(file).flatMap(({ service, path }): Finding[] =>
    service['alarmSettings'] === undefined || service['alarms'] === true
      ? []
      : [
          {
            path: [...path, 'alarmSettings'],
            atKey: true,
            message: 'belongs to a service with alarms: add alarms: true, or remove it',
          },
        ],
  ),
];

/** Databases whose free storage nobody will hear of, since RDS does not say of how much. */
export const alarmWarnings = (file: RawFile): readonly Finding[] =>
  asking(file).flatMap(({ service, path }) => {
    const without = leftOutOf(service);
    return textsIn(mapIn(service['resources'])['databases']).flatMap(({ text, index }): Finding[] => {
      const { storage, connections } = mapIn(own(mapIn(file['databases']), text));
      const unknown = [
        ...(storage === undefined && !without.includes('database-storage') ? ['storage'] : []),
        ...(connections === undefined && !without.includes('database-connections') ? ['connections'] : []),
      ];
      if (unknown.length === 0) return [];
      const message = `gets no alarm of its ${unknown.join(' and ')}: write the total under databases, or leave it out by alarmSettings`;
      return [{ path: [...path, 'resources', 'databases', index], message }];
    });
  });
