import type { PageStart } from '../../protocol/ports/queries.ts';
import { copy } from './copy.ts';

/** A page of members by name, ascending; a page start is the last name. */
export const pageOf = <T>(
  members: ReadonlyMap<string, T>,
  limit: number,
  from: PageStart | undefined,
): { readonly names: readonly string[]; readonly values: readonly T[]; readonly next?: PageStart } => {
  const after: string | undefined = from === undefined ? undefined : JSON.parse(from);
  const names = [...members.keys()].sort().filter((name) => after === undefined || name > after);
  const page = names.slice(0, limit);
  const values = page.flatMap((name) => {
    const value = members.get(name);
    return value === undefined ? [] : [copy(value)];
  });
  return names.length <= limit
    ? { names: page, values }
    : { names: page, values, next: JSON.stringify(page.at(-1)) };
};
