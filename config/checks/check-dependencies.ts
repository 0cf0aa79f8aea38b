import { serviceText } from '../../domain/kernel/service-text.ts';
import type { Finding } from '../mistakes/mistake.ts';
import { shown } from '../mistakes/mistake.ts';
import { listIn, mapIn, type RawFile, textsIn } from '../schema/raw-file.ts';
import { unknownName } from './check-references.ts';

/** `dependsOn` of a service names other services of the file. Circles are allowed: services call each other. */
export const dependencyFindings = (file: RawFile): readonly Finding[] => {
  const services = listIn(file['services']).map(mapIn);
  const nameOf = ({ name }: RawFile): string => (typeof name === 'string' ? serviceText(name) : '');
  const known = services.map(nameOf);
  return services.flatMap((service, index) =>
    textsIn(mapIn(service['resources'])['dependsOn']).flatMap(({ text, index: at }): readonly Finding[] => {
      const path = ['services', index, 'resources', 'dependsOn', at];
      const name = serviceText(text);
      if (name === nameOf(service))
        return [{ path, message: `${shown(text)} is the service itself: name those that it calls` }];
      const others = known.filter((one) => one !== nameOf(service));
      if (others.includes(name)) return [];
      if (others.length > 0) return [unknownName('a service of this file', text, others, path)];
      return [{ path, message: `${shown(text)} is not a service of this file: list it under services` }];
    }),
  );
};
