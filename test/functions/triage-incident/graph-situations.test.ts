import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { XRayClient } from '@aws-sdk/client-xray';
import { createServiceGraphLooker } from '../../../adapters/xray/service-graph.ts';
import { serviceGraph } from '../../../domain/triage/checks/service-graph.ts';
import { type Account, startAccount } from '../../../local/aws-account/start-account.ts';
import { situationNames } from '../../../local/aws-account/situation/read-situation.ts';
import { makeAccessKey } from '../../../local/kernel/access-key.ts';

const credentials = makeAccessKey();
let account: Account;
beforeAll(async () => {
  account = await startAccount({ situation: 'healthy', region: 'eu-west-1', accountId: '111122223333', credentials, timeScale: 1, print: (l) => { throw new Error(l); } });
});
afterAll(() => account.stop());
describe('probe', () => {
  for (const name of situationNames()) for (const minutes of [3, 6]) test(`${name} ${minutes}`, async () => {
    await account.change(name);
    const look = createServiceGraphLooker(new XRayClient({ endpoint: account.url, region: 'eu-west-1', credentials, maxAttempts: 1 }));
    const nowMs = Date.now();
    const onsetMs = nowMs - minutes * 60_000;
    const t0 = Date.now();
    try {
    const seen = await look({ subjects: [{ service: 'checkout', names: ['checkout'], measures: ['faults', 'latency'], dependencies: [] }], onsetMs, nowMs, signal: new AbortController().signal });
    for (const one of seen) if ("facts" in one) { const r = serviceGraph.interpret(one.facts, { onsetMs, nowMs }); console.log(name, minutes, r.reason, r.text, r.evidence["others"]); } else console.log(name, one.error);
    } catch (error) { console.log(name, String(error)); }
  });
});
