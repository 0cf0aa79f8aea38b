import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { IncidentStore } from '../../protocol/ports/record.ts';
import { dueAttributes } from './incident-item.ts';
import { stateKey } from './keys.ts';
import { attemptIf, type Table } from './table.ts';
import { createUpdateBuilder, type UpdateBuilder } from './update-expression.ts';

type At = Parameters<IncidentStore['finishEffects']>[2];

/** Port `IncidentStore.finishEffects`. Clearing what is not there changes nothing. */
export const finishEffects = async (
  table: Table,
  incidentId: string,
  done: readonly string[],
  at: At,
): Promise<void> => {
  if (await write(table, incidentId, atVersion(incidentId, done, at))) return;
  // Somebody committed meanwhile, and `dueAt` is theirs now. Where there is no item, there is nothing to clear.
  if (done.length > 0) await write(table, incidentId, clearOnly(done, at));
};

const write = (
  table: Table,
  incidentId: string,
  update: ReturnType<UpdateBuilder['build']>,
): Promise<boolean> =>
  attemptIf('finishEffects', incidentId, () =>
    table.client.send(
      new UpdateCommand({ TableName: table.name, Key: { ...stateKey(incidentId) }, ...update }),
    ),
  );

const atVersion = (
  incidentId: string,
  done: readonly string[],
  at: At,
): ReturnType<UpdateBuilder['build']> => {
  const update = createUpdateBuilder();
  removeEffects(update, done);
  const due = dueAttributes(stateKey(incidentId).pk, at.due);
  for (const attribute of ['dueAt', 'dueShard']) {
    if (due[attribute] === undefined) update.remove(update.name(attribute));
    else update.set(update.name(attribute), due[attribute]);
  }
  notePaged(update, at);
  const versionIsSame = `${update.name('version')}=${update.value(at.version)}`;
  return update.build([versionIsSame]);
};

const clearOnly = (done: readonly string[], at: At): ReturnType<UpdateBuilder['build']> => {
  const update = createUpdateBuilder();
  removeEffects(update, done);
  notePaged(update, at);
  const incidentIsThere = 'attribute_exists(pk)';
  return update.build([incidentIsThere]);
};

const removeEffects = (update: UpdateBuilder, done: readonly string[]): void => {
  for (const id of new Set(done)) update.remove(`${update.name('outbox')}.${update.name(id)}`);
};

/** The first page counts, whoever committed meanwhile. */
const notePaged = (update: UpdateBuilder, { firstPagedAtMs }: At): void => {
  if (firstPagedAtMs !== undefined) update.setIfAbsent(update.name('firstPagedAtMs'), firstPagedAtMs);
};
