import { createHash } from 'node:crypto';

/** A page of a list, and the token of the next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

const digest = (key: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([key]))
    .digest('hex')
    .slice(0, 16);

/**
 * A page of at most `size`. A token holds for the list of one question alone, `about`; of one that does not, `invalid`
 * says what the service does.
 */
export const pageOf = <T>(
  all: readonly T[],
  {
    token,
    size,
    about,
    invalid,
  }: {
    readonly token: string | undefined;
    readonly size: number;
    readonly about: unknown;
    readonly invalid: () => Error;
  },
): Page<T> => {
  const key = digest(about);
  const [, of, offset = '0'] =
    /^([0-9a-f]{16})\.(\d{1,9})$/.exec(Buffer.from(token ?? '', 'base64url').toString('utf8')) ?? [];
  if (token !== undefined && of !== key) throw invalid();
  const begin = Number(offset);
  const end = begin + size;
  return {
    items: all.slice(begin, end),
    next: end < all.length ? Buffer.from(`${key}.${end}`).toString('base64url') : undefined,
  };
};

/** A key that is there where its value is. */
export const when = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
