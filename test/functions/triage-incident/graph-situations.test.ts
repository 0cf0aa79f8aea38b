import { XRayClient } from '@aws-sdk/client-xray';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServiceGraphLooker } from '../../../adapters/xray/service-graph.ts';
import { serviceGraph } from '../../../domain/triage/checks/service-graph.ts';
import type { GraphSubject } from '../../../domain/triage/facts/service-graph.ts';
import { unknownReasonOf } from '../../../domain/triage/unknown.ts';
import { type Account, startAccount } from '../../../local/aws-account/start-account.ts';
import { makeAccessKey } from '../../../local/kernel/access-key.ts';

const credentials = makeAccessKey();
const MINUTE_MS = 60_000;
let account: Account;

beforeAll(async () => {
  account = await startAccount({
    situation: 'healthy',
    region: 'eu-west-1',
    accountId: '111122223333',
    credentials,
    timeScale: 1,
    print: (line) => {
      throw new Error(line);
    },
  });
});
afterAll(() => account.stop());

const checkout: GraphSubject = {
  service: 'checkout',
  names: ['checkout'],
  measures: ['faults', 'latency'],
  dependencies: [],
};

/** The finding of a run in a situation that began so many minutes ago: the real client asks the stand-in account. */
const examine = async (situation: string, beganMinutesAgo: number, subject = checkout) => {
  await account.change(situation);
  const client = new XRayClient({ endpoint: account.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
  const nowMs = Date.now();
  const around = { onsetMs: nowMs - beganMinutesAgo * MINUTE_MS, nowMs };
  const signal = new AbortController().signal;
  const [seen] = await createServiceGraphLooker(client)({ subjects: [subject], ...around, signal });
  if (seen === undefined || 'error' in seen) throw new Error('nothing was seen', { cause: seen?.error });
  return serviceGraph.interpret(seen.facts, around);
};

describe('the traces of a situation tell where it began', () => {
  test.each([
    { situation: 'database-cpu', began: 6, part: 'checkout-orders', sign: 'slow' },
    { situation: 'connections-exhausted', began: 5, part: 'checkout-orders', sign: 'failing' },
  ])('$situation: in the database', async ({ situation, began, part, sign }) => {
    const { reason, evidence } = await examine(situation, began);
    expect(reason).toBe('began-below');
    expect(evidence).toMatchObject({ source: 'traces', target: 'checkout', part, sign });
    expect(evidence['share']).toBeGreaterThan(0.9);
  });

  test('outage-after-deployment: in the service itself, however silent the parts below it', async () => {
    const { reason, text, evidence } = await examine('outage-after-deployment', 3);
    expect(reason).toBe('began-here');
    expect(evidence).toMatchObject({ part: 'checkout', sign: 'failing' });
    expect(evidence['silent']).toEqual(expect.arrayContaining(['checkout-orders', 'payments']));
    expect(text).toMatch(
      /^It began in the service itself: checkout: [\d.]+ % of its requests fail instead of 0\.08/,
    );
  });

  test('zone-out: in the service itself', async () => {
    const { reason, evidence } = await examine('zone-out', 4);
    expect(reason).toBe('began-here');
    expect(evidence).toMatchObject({ part: 'checkout', sign: 'failing' });
  });

  test.each(['healthy', 'replica-lag', 'certificate-expired', 'credential-compromise'])(
    '%s: nothing here',
    async (situation) => {
      expect(await examine(situation, 5)).toMatchObject({ state: 'healthy', reason: 'nothing-here' });
    },
  );

  test('region-down: X-Ray itself does not answer, which is a gap', async () => {
    const failed = await examine('region-down', 5).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    expect(unknownReasonOf(failed)).toBe('aws-fails');
  });

  test('a service of which the traces know nothing is a gap', async () => {
    const unheardOf = { ...checkout, service: 'warehouse', names: ['warehouse', 'warehouse-web'] };
    const { state, reason, text } = await examine('healthy', 5, unheardOf);
    expect({ state, reason }).toEqual({ state: 'unknown', reason: 'target-unknown' });
    expect(text).toBe('The traces of X-Ray hold nothing that is named warehouse or warehouse-web');
  });
});
