import { declaredBy } from '../../domain/classification/declared.ts';

/** Where in an item something stands: names of members, positions in lists. */
export type Place = readonly (string | number)[];

/** What stands in the place of a name. */
export const ERASED = 'erased';

/** A text that says a name, and what it says instead. */
export interface Change {
  readonly place: Place;
  readonly was: string;
  readonly becomes: string;
}

/** Where a person's name stands in an item, and whether a text that people wrote holds it. */
export interface Places {
  /** Members that say who did it (`by`, `acknowledgedBy` …), and texts that end in who declared it. */
  readonly changes: readonly Change[];
  /** Keys of maps by name: who said that a test page arrived. */
  readonly keys: readonly Place[];
  readonly inText: boolean;
}

const saysWho = (name: string | number | undefined): boolean =>
  typeof name === 'string' && /^by$|By$/.test(name);

/** Maps whose keys are people's names. */
const byName = 'arrivals';

/** The classification says it, and the entry of the opening after severity and scenario. */
const saysWhoDeclared = (text: string, name: string): boolean =>
  text === declaredBy(name) || text.endsWith(`: ${declaredBy(name)}`);

const instead = (text: string, name: string, place: Place): string | undefined => {
  if (text === name && saysWho(place.at(-1))) return ERASED;
  return saysWhoDeclared(text, name) ? text.slice(0, -name.length) + ERASED : undefined;
};

/** Finds a name in an item. A text is searched without regard to case. */
export const placesOf = (item: unknown, name: string): Places => {
  const changes: Change[] = [];
  const keys: Place[] = [];
  let inText = false;
  const look = (value: unknown, place: Place): void => {
    if (typeof value === 'string') {
      const becomes = instead(value, name, place);
      if (becomes !== undefined) changes.push({ place, was: value, becomes });
      else inText ||= value.toLowerCase().includes(name.toLowerCase());
    }
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const [n, each] of value.entries()) look(each, [...place, n]);
      return;
    }
    for (const [key, each] of Object.entries(value)) {
      if (place.at(-1) === byName && key === name) keys.push([...place, key]);
      look(each, [...place, key]);
    }
  };
  look(item, []);
  return { changes, keys, inText };
};
