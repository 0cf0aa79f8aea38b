import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { stateKey, tokenKey } from '../../adapters/dynamodb/keys.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { ERASED, type Place, type Places, placesOf } from './places-of-name.ts';

/** What became of a name. */
export interface Erased {
  /** Items that said so, and no longer do. */
  readonly items: number;
  /** API tokens of the name: they stay until they are revoked, since whoever holds one may still use it. */
  readonly tokens: number;
  /** Keys of items in whose texts it still stands: a note is what somebody wrote, so a person decides. */
  readonly inTexts: readonly string[];
  /** Keys of items that changed at the same moment: run it again. */
  readonly missed: readonly string[];
}

/** The longest time that a function may run (`timeout` in serverless.yml), and its last calls. */
export const UNDER_WAY_MS = 60_000;

const MAX_LOOKS = 10;

/**
 * Puts `erased` in the place of a name in every item of the table, and looks again until it stands nowhere: a function
 * that was under way may have written it once more.
 * `isGone` is false where it was found at each of ten looks.
 * @param pause waits, for milliseconds, until what was under way has ended
 */
export const eraseUntilGone = async (
  table: Table,
  name: string,
  pause: (ms: number) => Promise<unknown>,
): Promise<Erased & { readonly isGone: boolean }> => {
  let items = 0;
  for (let look = 1; ; look++) {
    const erased = await eraseName(table, name);
    items += erased.items;
    const isGone = erased.items + erased.missed.length === 0;
    if (isGone || look === MAX_LOOKS) return { ...erased, items, isGone };
    await pause(UNDER_WAY_MS);
  }
};

/**
 * One look. Only those members are written, each on condition that it still holds the name, so that nothing that happens
 * meanwhile is lost; and a decision that was made on what an incident was before finds another version, and is made again.
 */
export const eraseName = async (table: Table, name: string): Promise<Erased> => {
  const inTexts: string[] = [];
  const missed: string[] = [];
  let items = 0;
  let tokens = 0;
  for await (const { Items = [] } of paginateScan({ client: table.client }, { TableName: table.name })) {
    for (const item of Items) {
      const { pk, sk } = item;
      if (String(pk).startsWith(TOKEN_PREFIX)) {
        if (item['name'] === name) tokens++;
        continue;
      }
      const key = `${pk} / ${sk}`;
      const places = placesOf(item, name);
      if (places.inText) inTexts.push(key);
      if (places.changes.length + places.keys.length === 0) continue;
      const isErased = await replace(table, { pk, sk }, places);
      if (isErased) items++;
      else missed.push(key);
    }
  }
  return { items, tokens, inTexts, missed };
};

const TOKEN_PREFIX = tokenKey('').pk;

const replace = async (
  table: Table,
  Key: Readonly<Record<string, unknown>>,
  places: Places,
): Promise<boolean> => {
  const names = new Map<string, string>();
  const pathOf = (place: Place): string =>
    place.reduce<string>((path, step) => {
      if (typeof step === 'number') return `${path}[${step}]`;
      const alias = names.get(step) ?? `#n${names.size}`;
      names.set(step, alias);
      return path === '' ? alias : `${path}.${alias}`;
    }, '');
  const changes = places.changes.map(({ place, ...texts }, n) => ({ ...texts, n, path: pathOf(place) }));
  const keys = places.keys.map((place) => ({
    old: pathOf(place),
    fresh: pathOf([...place.slice(0, -1), ERASED]),
  }));
  const isState = Key['sk'] === stateKey('').sk;
  const set = [
    ...(isState ? [`${pathOf(['version'])} = ${pathOf(['version'])} + :one`] : []),
    ...changes.map(({ path, n }) => `${path} = :new${n}`),
    ...keys.map(({ old, fresh }) => `${fresh} = ${old}`),
  ];
  const remove = keys.map(({ old }) => old);
  const conditions = [
    ...changes.map(({ path, n }) => `${path} = :old${n}`),
    ...keys.map(({ old }) => `attribute_exists(${old})`),
  ];
  const values = Object.fromEntries<unknown>([
    ...(isState ? [[':one', 1] as const] : []),
    ...changes.flatMap(({ n, was, becomes }) => [[`:old${n}`, was] as const, [`:new${n}`, becomes] as const]),
  ]);
  const update = new UpdateCommand({
    TableName: table.name,
    Key: { ...Key },
    UpdateExpression: `SET ${set.join(', ')}${remove.length === 0 ? '' : ` REMOVE ${remove.join(', ')}`}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries([...names].map(([step, alias]) => [alias, step])),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
  });
  try {
    await table.client.send(update);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
