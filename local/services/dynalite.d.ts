/** The parts of dynalite (no types of its own) that the host uses. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  function dynalite(options: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Server;
  export = dynalite;
}

declare module 'dynalite/db/index.js' {
  export type IndexType = 'Local' | 'Global';

  export type Operation =
    | { readonly type: 'put'; readonly key: string; readonly value: object }
    | { readonly type: 'del'; readonly key: string };

  type Done = (error?: unknown) => void;
  type Item = object | null | undefined;

  interface ItemDb {
    put(key: string, value: object, done: Done): void;
    del(key: string, done: Done): void;
  }

  export interface Store {
    readonly db: {
      readonly status: string;
      batch(operations: readonly Operation[], done: Done): void;
      get(key: string, done: (error: unknown, value?: unknown) => void): void;
      getSync(key: string): unknown;
    };
    getItemDb(table: string): ItemDb;
  }

  interface Table {
    readonly TableName: string;
    readonly LocalSecondaryIndexes?: readonly object[];
    readonly GlobalSecondaryIndexes?: readonly object[];
  }

  interface IndexAction {
    readonly index: string;
    readonly key: string;
  }

  /** The module's own object: its actions call each other through it. */
  const database: {
    create(options: object): Store;
    updateIndexes(store: Store, table: Table, before: Item, after: Item, done: Done): void;
    getIndexActions(
      indexes: readonly object[],
      before: Item,
      after: Item,
      table: Table,
    ): {
      readonly puts: readonly (IndexAction & { readonly item: object })[];
      readonly deletes: readonly IndexAction[];
    };
    createKey(item: object, table: Table): string;
  };
  // biome-ignore lint/style/noDefaultExport: what a CommonJS module exports is a default to its importers
  export default database;
}
