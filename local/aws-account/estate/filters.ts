import { own } from '../../../domain/kernel/own.ts';

interface Filter {
  readonly Name?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

/** What a filter of some name compares. */
export type Readers<T> = Readonly<Record<string, (one: T) => string | undefined>>;

/** Applies the filters of a call; one that is not built is refused in the service's own words. */
export const filtered = <T>(
  all: readonly T[],
  filters: readonly Filter[] | undefined,
  readers: Readers<T>,
  unknown: (name: string) => Error,
): readonly T[] =>
  (filters ?? []).reduce<readonly T[]>((left, { Name: name = '', Values: values = [] }) => {
    const read = own(readers, name);
    if (read === undefined) throw unknown(name);
    return left.filter((one) => values.includes(read(one) ?? ''));
  }, all);
