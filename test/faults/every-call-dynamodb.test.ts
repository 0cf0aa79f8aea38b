import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { MINUTE } from '../behaviour/world.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../contract/dynamodb-table.ts';
import { createCases, type DynamoDbScenario, dynamoDbScenarios, type Service } from './dynamodb-cases.ts';
import { differenceOf, finalRecord, repeatsOf } from './final-record.ts';
import { invokeOver, plantFaults, type SdkFault, type SdkInvoked, sdkWays } from './sdk-faults.ts';

let host: DynamoDbHost;
beforeAll(async () => {
  host = await startDynamoDbHost();
});
afterAll(() => host.stop());

interface Case {
  readonly scenario: DynamoDbScenario;
  readonly service: Service;
  readonly fault?: SdkFault;
  invoked?: SdkInvoked;
}

const AT_ONCE = 12;

const eachOf = async (cases: readonly Case[], step: (one: Case) => Promise<unknown>): Promise<void> => {
  const queue = [...cases];
  const work = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await step(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

test('a fault at any one call of the SDK changes nothing in the end (I3) and repeats a page at most once (I7)', async () => {
  const table = await host.newTable();
  plantFaults(table);
  const all = createCases(table);
  const create = (scenario: DynamoDbScenario, n: number, fault?: SdkFault): Case => ({
    scenario,
    service: all.createService(`svc${String(n).padStart(4, '0')}`),
    ...(fault ? { fault } : {}),
  });
  const play = async (cases: readonly Case[]) => {
    await eachOf(cases, ({ scenario, service }) => scenario.before(service));
    await eachOf(cases, async (one) => {
      one.invoked = await invokeOver(() => one.scenario.work(one.service), one.fault);
    });
  };
  const references = dynamoDbScenarios.map((scenario, n) => create(scenario, n));
  await play(references);
  const cases = references.flatMap(({ scenario, invoked }, n) =>
    (invoked?.calls ?? []).flatMap((_, call) =>
      sdkWays.map((way, w) => create(scenario, 1_000 * (n + 1) + 10 * call + w, { call, way })),
    ),
  );
  await play(cases);
  await eachOf(cases, async ({ scenario, service, invoked }) => {
    if (scenario.source === 'person' && invoked?.ended === 'done') return;
    expect(await scenario.work(service)).toBe(true);
  });
  const shell = all.newShell();
  for (const minute of [1, 2, 3, 7, 8]) {
    all.advanceTo(minute * MINUTE);
    const swept = await sweepDue(shell, Number.POSITIVE_INFINITY);
    expect(swept).toMatchObject({ failed: 0, unfinished: false });
  }
  const failures: string[] = [];
  const wanted = await Promise.all(references.map(({ service }) => service.facts(['errors', 'latency'])));
  await eachOf(cases, async ({ scenario, service, fault, invoked }) => {
    const facts = await service.facts(['errors', 'latency']);
    const reference = wanted[dynamoDbScenarios.indexOf(scenario)];
    const difference = reference && differenceOf(finalRecord(reference), finalRecord(facts));
    const repeats = Math.max(0, ...repeatsOf(facts.published));
    if (difference || repeats > 1)
      failures.push(
        `${scenario.title}, call ${fault?.call} ${invoked?.calls[fault?.call ?? 0]}, ${fault?.way}: ${difference ?? `repeated ${repeats} times`}`,
      );
  });
  console.log(
    references
      .map(
        ({ scenario, invoked }) =>
          `${invoked?.calls.length} calls × ${sdkWays.length} ways: ${scenario.title} (${invoked?.calls.join(' ')})`,
      )
      .join('\n'),
  );
  expect(failures).toEqual([]);
  expect(cases.filter(({ invoked }) => invoked?.ended !== 'done').length).toBeGreaterThan(cases.length / 4);
}, 120_000);
