import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Finding } from '../../domain/triage/finding.ts';
import type { Judgement } from '../../domain/triage/judgement.ts';
import type { FindingQueries, FindingStore } from '../../protocol/ports/findings.ts';
import { writeItems } from './batch.ts';
import type { Item } from './item.ts';
import { readItemPage } from './item-pages.ts';
import { findingKey, findingPrefix, judgementKey } from './keys.ts';
import { attempt, type Table } from './table.ts';

/** Findings and judgements on DynamoDB. Every method throws StoreError when the table cannot be reached. */
export const createDynamoDbFindings = (table: Table): FindingStore & FindingQueries => ({
  putRun: (incidentId, findings, judgement) =>
    writeItems(table, 'putRun', [
      ...findings.map((finding) => ({ ...findingKey(incidentId, finding.run, finding.id), ...finding })),
      { ...judgementKey(incidentId, judgement.run), ...judgement },
    ]),
  findings: async (incidentId, run, limit, from) => {
    const { items, ...next } = await readItemPage(
      table,
      'findings',
      incidentId,
      findingPrefix(run),
      limit,
      from,
    );
    return { findings: items.map((item) => withoutKey(item) as Finding), ...next };
  },
  judgement: async (incidentId, run) => {
    const Key = { ...judgementKey(incidentId, run) };
    const get = new GetCommand({ TableName: table.name, Key, ConsistentRead: true });
    const { Item } = await attempt('judgement', incidentId, () => table.client.send(get));
    return Item === undefined ? undefined : (withoutKey(Item) as Judgement);
  },
});

/** What was stored: members that were undefined are left out on both ways. */
const withoutKey = ({ pk, sk, ...members }: Item): object => members;
