/** Where in an item something stands: names of members, positions in lists. */
export type Place = readonly (string | number)[];

/** Where a person's name stands in an item, and whether a text that people wrote holds it. */
export interface Places {
  /** Members that say who did it: `by`, `acknowledgedBy` … */
  readonly members: readonly Place[];
  /** Keys of maps by name: who said that a test page arrived. */
  readonly keys: readonly Place[];
  readonly inText: boolean;
}

const saysWho = (name: string | number | undefined): boolean =>
  typeof name === 'string' && /^by$|By$/.test(name);

/** Maps whose keys are people's names. */
const byName = 'arrivals';

/** Finds a name in an item. A text is searched without regard to case. */
export const placesOf = (item: unknown, name: string): Places => {
  const members: Place[] = [];
  const keys: Place[] = [];
  let inText = false;
  const look = (value: unknown, place: Place): void => {
    if (value === name && saysWho(place.at(-1))) members.push(place);
    else if (typeof value === 'string') inText ||= value.toLowerCase().includes(name.toLowerCase());
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
  return { members, keys, inText };
};
