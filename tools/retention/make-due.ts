import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { incidentOfItem } from '../../adapters/dynamodb/incident-item.ts';
import { createDynamoDbIncidentStore } from '../../adapters/dynamodb/incident-store.ts';
import { stateKey } from '../../adapters/dynamodb/keys.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { nextDue } from '../../domain/clocks/next-due.ts';
import { dueOf } from '../../domain/incident/due-time.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import { clocks } from '../../domain/lifecycle/clocks.ts';

/** Resolved incidents of a table, by what was done. */
export interface MadeDue {
  /** They are due at another time now. */
  readonly changed: number;
  /** Of these: the sweep retires them from now on. */
  readonly now: number;
  /** They were due when they should be. */
  readonly right: number;
}

/**
 * Makes every resolved incident due when the configuration says: those of a release without a retention wait for nothing, and
 * those resolved under another retention for its end. Each on condition that nothing is decided on it meanwhile, which makes it
 * due itself. Can be run again, and while the stack works.
 */
export const makeDue = async (
  table: Table,
  configuration: Configuration,
  nowMs: number,
): Promise<MadeDue> => {
  const store = createDynamoDbIncidentStore(table);
  const made = { changed: 0, now: 0, right: 0 };
  const states = {
    TableName: table.name,
    FilterExpression: 'sk=:state',
    ExpressionAttributeValues: { ':state': stateKey('').sk },
  };
  for await (const { Items = [] } of paginateScan({ client: table.client }, states)) {
    for (const incident of Items.map(incidentOfItem)) {
      if (isOpen(incident) || incident.retiredAtMs !== undefined) continue;
      const [is, due] = [dueOf(incident), nextDue(incident, { clocks, configuration })];
      if (is?.atMs === due?.atMs && is?.canWait === due?.canWait) {
        made.right++;
        continue;
      }
      await store.finishEffects(incident.id, [], { version: incident.version, due });
      made.changed++;
      if (due !== undefined && due.atMs <= nowMs) made.now++;
    }
  }
  return made;
};
