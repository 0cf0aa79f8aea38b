import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { situationNames } from '../../../local/aws-account/situation/read-situation.ts';
import type { Account } from '../../../local/aws-account/start-account.ts';
import { calls } from './calls.ts';
/**
 * Fields of answers that AWS's API references and user guides show in their examples, by operation: path and kind. An answer to
 * a call of `calls.ts` has them all; it may have more.
 */
import documentedFields from './documented-fields.json' with { type: 'json' };
import { fieldsOf } from './fields.ts';
import { clientOf, runAccount, stopAccounts } from './running-account.ts';

type Name = keyof ReturnType<typeof calls>;

afterAll(stopAccounts);

/** Has events of AWS, failed activities and instances that are impaired. */
const fullSituation = 'zone-out';

describe('each operation, asked by the official client of its service', () => {
  let account: Account;
  beforeAll(async () => {
    account = await runAccount(fullSituation);
  });

  test.each(Object.entries(documentedFields))(
    '%s has the fields that AWS documents',
    async (name, fields) => {
      const answer = await calls(clientOf(account))[name as Name]();
      const found = fieldsOf(answer);
      expect(fields.filter((field) => !found.has(field))).toEqual([]);
    },
  );

  test('no operation is left without its fields', () => {
    expect(Object.keys(documentedFields).sort()).toEqual(Object.keys(calls(clientOf(account))).sort());
  });
});

describe('a situation of the project', () => {
  const down = 'region-down';
  const gone = new Set(['dns-failure ListResourceRecordSets']);

  test.each(situationNames().filter((name) => name !== down))('%s answers every operation', async (name) => {
    const account = await runAccount(name);
    const all = Object.entries(calls(clientOf(account)));
    const answers = await Promise.all(
      all.map(async ([call, ask]) => [call, fieldsOf(await ask()).size] as const),
    );
    expect(answers.filter(([call, size]) => size === 0 && !gone.has(`${name} ${call}`))).toEqual([]);
  });

  test('a region that is down answers nothing, the other one and AWS Health do', async () => {
    const account = await runAccount(down);
    const here = calls(clientOf(account));
    await expect(here.DescribeTargetHealth()).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
    await expect(here.DescribeDBInstances()).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    const there = calls(clientOf(account, 'eu-central-1'));
    const { DBInstances } = await there.DescribeDBInstances();
    expect(DBInstances?.map(({ DBInstanceIdentifier: id }) => id)).toEqual(['checkout-orders-standby']);
    const { entities } = await calls(clientOf(account, 'us-east-1')).DescribeAffectedEntities();
    expect(entities).toEqual([]);
  });
});
