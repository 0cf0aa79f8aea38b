import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import { dueAttributes } from './incident-item.ts';
import type { Item } from './item.ts';
import { alarmKey } from './keys.ts';
import { attemptIf, type Table } from './table.ts';

/**
 * The end of a mute window is stored once, as `dueAt`: such an alarm takes part in the `due` index. What need not be kept
 * has the table's time to live, in epoch seconds.
 */
const itemOfAlarm = (alarm: AlarmItem): Item => {
  const { mutedUntilMs, keptUntilMs, ...members } = alarm;
  const key = alarmKey(alarm.signalId);
  const due = mutedUntilMs === undefined ? undefined : { atMs: mutedUntilMs };
  const expiry = keptUntilMs === undefined ? {} : { expiresAt: Math.ceil(keptUntilMs / 1000) };
  return { ...key, ...members, ...dueAttributes(key.pk, due), ...expiry };
};

/** The alarm item that `itemOfAlarm` stored. */
export const alarmOfItem = (item: Item): AlarmItem => {
  const { pk, sk, dueShard, dueAt, expiresAt, ...members } = item;
  const alarm: object = {
    ...members,
    ...(dueAt === undefined ? {} : { mutedUntilMs: dueAt }),
    ...(typeof expiresAt === 'number' ? { keptUntilMs: expiresAt * 1000 } : {}),
  };
  return alarm as AlarmItem;
};

/** Compared by `putAlarm`: all but the muted transition, which follows from the order. */
const compared = ['order', 'active', 'key', 'generation', 'moves', 'dueAt'] as const;

/** Port `IncidentStore.putAlarm`. */
export const putAlarm = (table: Table, before: AlarmItem | undefined, after: AlarmItem): Promise<boolean> =>
  attemptIf('putAlarm', after.signalId, () =>
    table.client.send(
      new PutCommand({ TableName: table.name, Item: { ...itemOfAlarm(after) }, ...isAs(before) }),
    ),
  );

const isAs = (before: AlarmItem | undefined) => {
  const nothingIsThere = 'attribute_not_exists(pk)';
  if (before === undefined) return { ConditionExpression: nothingIsThere };
  const item = itemOfAlarm(before);
  const names = Object.fromEntries(compared.map((attribute) => [`#${attribute}`, attribute]));
  const present = compared.filter((attribute) => item[attribute] !== undefined);
  const isUnchanged = compared.map((attribute) =>
    item[attribute] === undefined ? `attribute_not_exists(#${attribute})` : `#${attribute}=:${attribute}`,
  );
  return {
    ConditionExpression: ['attribute_exists(pk)', ...isUnchanged].join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: Object.fromEntries(
      present.map((attribute) => [`:${attribute}`, item[attribute]]),
    ),
  };
};
