import type { Value } from './template.ts';

export interface TableResource {
  readonly Properties: { readonly [key: string]: Value };
}

/** Names of a table's global indexes. */
export const globalIndexesOf = (table: TableResource): readonly string[] => {
  const indexes = table.Properties['GlobalSecondaryIndexes'];
  if (!Array.isArray(indexes)) return [];
  return indexes.flatMap((index: unknown) =>
    typeof index === 'object' && index !== null && 'IndexName' in index && typeof index.IndexName === 'string'
      ? [index.IndexName]
      : [],
  );
};
