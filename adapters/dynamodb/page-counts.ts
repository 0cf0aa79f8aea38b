import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from './item.ts';
import { pageCountKey } from './keys.ts';
import { attempt, type Table } from './table.ts';

/** An attribute an audience: its name alone could be that of a key. */
const PREFIX = 'to:';

/** Nobody reads the count of a minute that is over. */
const KEPT_S = 86_400;

/** Port `IncidentStore.readPages`. */
export const readPages = async (table: Table, minuteMs: number): Promise<ReadonlyMap<string, number>> => {
  const key = pageCountKey(minuteMs);
  const get = new GetCommand({ TableName: table.name, Key: { ...key }, ConsistentRead: true });
  return pagesOfItem((await attempt('readPages', key.pk, () => table.client.send(get))).Item);
};

/** What `countPages` has stored. */
export const pagesOfItem = (item: Item | undefined): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(item ?? {}).flatMap(([name, count]) =>
      name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), Number(count)] as const] : [],
    ),
  );

/** Port `IncidentStore.countPages`: one item a minute, so that an opening reads one more. */
export const countPages = async (
  table: Table,
  minuteMs: number,
  pages: ReadonlyMap<string, number>,
): Promise<void> => {
  const key = pageCountKey(minuteMs);
  const counts = [...pages];
  const update = new UpdateCommand({
    TableName: table.name,
    Key: { ...key },
    UpdateExpression: `SET expiresAt=:expires ADD ${counts.map((_, n) => `#a${n} :c${n}`).join(',')}`,
    ExpressionAttributeNames: Object.fromEntries(
      counts.map(([audience], n) => [`#a${n}`, `${PREFIX}${audience}`]),
    ),
    ExpressionAttributeValues: {
      // Epoch seconds: the table's time to live.
      ':expires': Math.floor(minuteMs / 1000) + KEPT_S,
      ...Object.fromEntries(counts.map(([, count], n) => [`:c${n}`, count])),
    },
  });
  await attempt('countPages', key.pk, () => table.client.send(update));
};
