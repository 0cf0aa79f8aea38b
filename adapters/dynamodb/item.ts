/** An item as the table holds it: its members, with what the indexes read under their names. */
export type Item = Readonly<Record<string, unknown>>;
