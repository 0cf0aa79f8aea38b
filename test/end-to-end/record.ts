import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { createTable, type Table } from '../../adapters/dynamodb/table.ts';
import type { Endpoints } from '../../local/host/endpoints.ts';
import type { ApiToken } from '../../protocol/ports/access.ts';
import { createToken } from '../../tools/api-tokens.ts';
import { clientSettings } from './doors.ts';
import { until } from './until.ts';

/** What only the table knows: the API neither lists what was ignored nor makes tokens. */
export interface RecordedFacts {
  /** Waits until it is recorded that an event about this subject was ignored, and why. */
  ignored(subject: string, reason: string): Promise<void>;
  /** Lets a new token into the API, as `npm run token` does. */
  token(token: ApiToken): Promise<string>;
}

export const makeRecord = (endpoints: Endpoints): RecordedFacts => {
  const table = createTable(endpoints.table, {
    ...clientSettings(endpoints),
    // The tests have more time than a function.
    requestHandler: { requestTimeout: 30_000 },
    endpoint: endpoints.dynamodb,
  });
  return {
    ignored: async (subject, reason) => {
      await until(`the record that ${subject} was ignored: ${reason}`, async () =>
        (await reasonsOf(table, subject)).find((known) => known === reason),
      );
    },
    token: (token) => createToken(table, token, Date.now()),
  };
};

const reasonsOf = async ({ client, name }: Table, subject: string): Promise<readonly unknown[]> => {
  const wanted = {
    TableName: name,
    FilterExpression: 'begins_with(pk, :ignored) AND contains(subject, :subject)',
    ExpressionAttributeValues: { ':ignored': 'IGNORED#', ':subject': subject },
  };
  const reasons: unknown[] = [];
  for await (const { Items = [] } of paginateScan({ client }, wanted))
    reasons.push(...Items.map(({ reason }) => reason));
  return reasons;
};
