import type { Configuration } from '../kernel/configuration.ts';
import type { Estate } from '../kernel/estate.ts';
import { MOST_OF_A_KIND } from './estate-of.ts';
import type { Dependency } from './facts/service-graph.ts';

/**
 * A service with what it depends on, directly or not: `dependsOn` of tocsin.yml. The service itself comes first, then the
 * nearest; at most `MOST_OF_A_KIND`. A circle ends where it began.
 */
export const dependenciesOf = (
  service: string,
  estate: Estate,
  { services }: Pick<Configuration, 'services'>,
): readonly Dependency[] => {
  const names = new Set([service]);
  for (const name of names)
    for (const next of services.find((one) => one.name === name)?.resources?.dependsOn ?? []) names.add(next);
  return [...names].slice(0, MOST_OF_A_KIND).map((name): Dependency => {
    const listed = services.find((one) => one.name === name)?.resources ?? {};
    return {
      service: name,
      dependsOn: listed.dependsOn ?? [],
      estate: name === service ? estate : listed,
    };
  });
};
