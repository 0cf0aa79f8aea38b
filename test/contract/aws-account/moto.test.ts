import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calls } from '../../local/aws-account/calls.ts';
import { fieldsOf } from '../../local/aws-account/fields.ts';
import { clientOf, runAccount, stopAccounts } from '../../local/aws-account/running-account.ts';
import { skipsAloud } from '../../skips-aloud.ts';
import { makeMotoEstate } from './moto-estate.ts';

/** Where `npm run test:stores` has started it. */
const moto = process.env['TOCSIN_MOTO'] ?? '';

type Calls = ReturnType<typeof calls>;

/** What moto has not, or refuses to answer without what a laptop has not. */
const notInMoto: readonly (keyof Calls)[] = [
  'DescribeAffectedEntities',
  'DescribePendingMaintenanceActions',
  'GetServiceQuota',
  'ListPipelineExecutions',
  'ListServiceQuotas',
  'LookupEvents',
  'health DescribeEvents',
];

/** Fields that moto alone has, and why the stand-in account has not. */
const motoAlone: readonly (readonly [RegExp, string])[] = [
  [
    /^services\[\]\.(deployments\[\]\.)?(networkConfiguration|platformFamily)/,
    'of Fargate; the situation is on EC2',
  ],
  [/rolloutStateReason/, 'written where a rollout has something to say'],
  [
    /^tasks\[\]\.containers\[\]\.(image|exitCode|cpu|memory)/,
    'of the task definition, which nothing asks for',
  ],
  [/^tasks\[\]\.stoppedReason/, 'of a task that has stopped'],
  [/^deploymentsInfo\[\]\.(additionalDeploymentStatusInfo|externalId)/, 'of deployments that others make'],
  [
    /^MetricAlarms\[\]\.(StateReasonData|Metrics)/,
    'AWS writes no Metrics of a single metric, and data after a transition',
  ],
  [/DeliverLogsErrorMessage/, 'written where a delivery failed'],
  [/^searchedLogStreams/, 'deprecated: AWS leaves it empty'],
  [/SnapStart/, 'of Java'],
  [/^(Latest(Delivery|Notification)Attempt|TimeLogging)/, 'deprecated since 2014'],
  [
    /^Certificate\.(DomainValidationOptions\[\]\.ResourceRecord|ExtendedKeyUsages|Options)/,
    'nothing asks for it',
  ],
  [/^CertificateSummaryList\[\]\.(ExtendedKeyUsages|Exported)/, 'nothing asks for it'],
];

const pathOf = (field: string): string => field.slice(0, field.lastIndexOf(' '));

afterAll(stopAccounts);

const isSkipped = skipsAloud(
  moto === '',
  'the stand-in account is not compared with moto, but by npm run test:stores',
);

describe.skipIf(isSkipped)('an equivalent estate, asked by the same client in moto', () => {
  let ours: Calls;
  let theirs: Calls;
  beforeAll(async () => {
    const settings = { ...clientOf(await runAccount('failover-in-progress')) };
    ours = calls(settings);
    const there = { ...settings, endpoint: moto };
    theirs = calls(there, await makeMotoEstate(there));
  });

  const asked = Object.keys(calls(clientOf({ url: 'http://127.0.0.1' } as never))) as (keyof Calls)[];

  test.each(asked.filter((name) => !notInMoto.includes(name)))(
    '%s has the same fields of the same kinds',
    async (name) => {
      const expected = [...fieldsOf(await theirs[name]())];
      const found = fieldsOf(await ours[name]());
      const paths = new Set([...found].map(pathOf));
      const isKnown = (field: string): boolean => motoAlone.some(([pattern]) => pattern.test(field));
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.filter((field) => !paths.has(pathOf(field)) && !isKnown(field))).toEqual([]);
      expect(expected.filter((field) => paths.has(pathOf(field)) && !found.has(field))).toEqual([]);
    },
  );
});
