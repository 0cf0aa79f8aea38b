/**
 * What a table holds under a name that came from outside; undefined where the table has no such entry of its own. Every
 * object inherits `constructor`, `toString` and others: to a plain look-up they would be known names.
 */
export const own = <V>(table: Readonly<Record<string, V>>, name: string): V | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
