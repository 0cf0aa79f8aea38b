import type { Incident } from '../../domain/incident/incident.ts';
import type { ListQuery } from './queries.ts';

/** What an index may know of an incident. */
interface Listed {
  readonly status: string;
  readonly severity: string;
  readonly scenario: string;
  readonly service: string;
}

/** Whether an incident may be asked for, as far as an index tells. */
export const matchesListed = (query: ListQuery, { status, severity, scenario, service }: Listed): boolean =>
  isAmong(query.status, status) &&
  isAmong(query.severity, severity) &&
  isAmong(query.scenario, scenario) &&
  (query.service === undefined || query.service === service);

const isAmong = (asked: readonly string[] | undefined, value: string): boolean =>
  asked?.includes(value) ?? true;

/** Whether only the incident itself tells if it is asked for. */
export const wantsWhole = ({ acknowledged, words }: ListQuery): boolean =>
  acknowledged !== undefined || words !== undefined;

/** Whether an incident is asked for. A retired one never is. */
export const matchesWhole = (query: ListQuery, incident: Incident): boolean => {
  const { acknowledged, words } = query;
  if (incident.retiredAtMs !== undefined || !matchesListed(query, incident)) return false;
  if (acknowledged !== undefined && (incident.episode.acknowledgedAtMs !== undefined) !== acknowledged)
    return false;
  if (words === undefined) return true;
  const text = folded(`${incident.title}\n${incident.service}`);
  return words.every((word) => text.includes(word));
};

/** The words of a search. Upper and lower case are the same, and so are the ways to compose a letter. */
export const wordsOf = (search: string): readonly string[] =>
  folded(search)
    .split(/\s+/)
    .filter((word) => word !== '');

const folded = (text: string): string => text.normalize('NFC').toLowerCase();
