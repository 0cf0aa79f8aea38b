import { nearOnes } from '../../../domain/kernel/nearest.ts';
import { serviceText } from '../../../domain/kernel/service-text.ts';
import type { ApiParts } from './parts.ts';

/** Whether a service is known, and if not, the known ones that may be meant. */
export interface Recognised {
  readonly isKnown: boolean;
  readonly near: readonly string[];
}

/** The latest incidents, whose services are known. */
const LOOKED_AT = 100;
const MOST_NEAR = 5;

/**
 * A service is known if tocsin.yml names it or an incident had it before. Reads nothing where tocsin.yml names it, else a
 * page of two lists.
 * @param own the incident that was just declared: it makes its service known to others, not to itself
 */
export const recognise = async (
  { queries, configuration, now }: Pick<ApiParts, 'queries' | 'configuration' | 'now'>,
  given: string,
  own?: string,
): Promise<Recognised> => {
  const service = serviceText(given);
  const named = configuration.services.map(({ name }) => name);
  if (named.includes(service)) return { isKnown: true, near: [] };
  const nowMs = now();
  const others = await queries.list({ service, limit: 2, nowMs });
  if (others.incidents.some(({ id }) => id !== own)) return { isKnown: true, near: [] };
  const { incidents } = await queries.list({ limit: LOOKED_AT, nowMs });
  const seen = incidents.filter(({ id }) => id !== own).map((incident) => incident.service);
  return { isKnown: false, near: nearOnes(service, [...new Set([...named, ...seen])], MOST_NEAR) };
};
