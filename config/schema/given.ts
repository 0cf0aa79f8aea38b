/** The same object without the keys that hold undefined, as exactOptionalPropertyTypes wants them. */
type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** What is written of a map: its keys that hold something. */
export const given = <T extends object>(value: T | undefined): Partial<Given<T>> =>
  Object.fromEntries(Object.entries(value ?? {}).filter(([, entry]) => entry !== undefined)) as Partial<
    Given<T>
  >;
