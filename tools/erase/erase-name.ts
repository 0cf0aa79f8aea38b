import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { type Place, type Places, placesOf } from './places-of-name.ts';

/** What became of a name. */
export interface Erased {
  /** Items that said so, and no longer do. */
  readonly items: number;
  /** Keys of items in whose texts it still stands: a note is what somebody wrote, so a person decides. */
  readonly inTexts: readonly string[];
  /** Keys of items that changed at the same moment: run it again. */
  readonly missed: readonly string[];
}

/** What stands in the place of a name. */
export const ERASED = 'erased';

/**
 * Puts `erased` in the place of a name in every item of the table. Only those members are written, each on condition that it
 * still holds the name, so that nothing that happens meanwhile is lost.
 */
export const eraseName = async (table: Table, name: string): Promise<Erased> => {
  const inTexts: string[] = [];
  const missed: string[] = [];
  let items = 0;
  for await (const { Items = [] } of paginateScan({ client: table.client }, { TableName: table.name })) {
    for (const item of Items) {
      const { pk, sk } = item;
      const key = `${pk} / ${sk}`;
      const places = placesOf(item, name);
      if (places.inText) inTexts.push(key);
      if (places.members.length + places.keys.length === 0) continue;
      const isErased = await replace(table, { pk, sk }, places, name);
      if (isErased) items++;
      else missed.push(key);
    }
  }
  return { items, inTexts, missed };
};

const replace = async (
  table: Table,
  Key: Readonly<Record<string, unknown>>,
  places: Places,
  name: string,
): Promise<boolean> => {
  const names = new Map<string, string>();
  const pathOf = (place: Place): string =>
    place.reduce<string>((path, step) => {
      if (typeof step === 'number') return `${path}[${step}]`;
      const alias = names.get(step) ?? `#n${names.size}`;
      names.set(step, alias);
      return path === '' ? alias : `${path}.${alias}`;
    }, '');
  const members = places.members.map(pathOf);
  const keys = places.keys.map((place) => ({
    old: pathOf(place),
    fresh: pathOf([...place.slice(0, -1), ERASED]),
  }));
  const set = [
    ...members.map((path) => `${path} = :erased`),
    ...keys.map(({ old, fresh }) => `${fresh} = ${old}`),
  ];
  const remove = keys.map(({ old }) => old);
  const conditions = [
    ...members.map((path) => `${path} = :name`),
    ...keys.map(({ old }) => `attribute_exists(${old})`),
  ];
  const update = new UpdateCommand({
    TableName: table.name,
    Key: { ...Key },
    UpdateExpression: `SET ${set.join(', ')}${remove.length === 0 ? '' : ` REMOVE ${remove.join(', ')}`}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries([...names].map(([step, alias]) => [alias, step])),
    ...(members.length === 0 ? {} : { ExpressionAttributeValues: { ':erased': ERASED, ':name': name } }),
  });
  try {
    await table.client.send(update);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
