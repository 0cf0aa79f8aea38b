import { describe, expect, test } from 'vitest';
import type { Finding } from '../../domain/triage/finding.ts';
import type { Judgement } from '../../domain/triage/judgement.ts';
import type { FindingQueries, FindingStore } from '../../protocol/ports/findings.ts';
import { newId, T0, unusualIds } from './sample-records.ts';

type MakeFindings = () => Promise<FindingStore & FindingQueries>;

const sampleFinding = (run: number, check: string, n = 0, changes: Partial<Finding> = {}): Finding => ({
  id: `${run}.${check}.${n}`,
  ...{ run, check, resource: 'checkout-web', state: 'failed', reason: 'all-targets-unhealthy' },
  ...{ text: '0 of 4 targets healthy', tookMs: 41, atMs: T0 },
  evidence: { healthy: 0, share: 0.25, isWhole: true, zonesOut: [], reasons: ['Target.Timeout'], status: '' },
  ...changes,
});

const sampleJudgement = (run: number, changes: Partial<Judgement> = {}): Judgement => ({
  ...{ run, atMs: T0, alternatives: [], gaps: [], proposals: [], answers: {}, triggers: [] },
  scope: { kind: 'all', unavailable: 1, text: 'all of it' },
  text: 'not known',
  ...changes,
});

/** What all FindingStores with their FindingQueries keep to. */
export const describeFindings = (name: string, make: MakeFindings): void => {
  const all = async (store: FindingQueries, id: string, run: number, limit: number): Promise<string[]> => {
    const ids: string[] = [];
    let from: string | undefined;
    do {
      const page = await store.findings(id, run, limit, from);
      expect(page.findings.length).toBeLessThanOrEqual(limit);
      ids.push(...page.findings.map((finding) => finding.id));
      from = page.next;
    } while (from !== undefined);
    return ids;
  };

  describe(`${name}: findings and judgements`, () => {
    test('a run is read as it was written', async () => {
      const store = await make();
      const id = newId();
      const { resource: _, ...whole } = sampleFinding(1, 'aws-events');
      const findings = [whole, sampleFinding(1, 'database')];
      const hypothesis = {
        kind: 'deployment',
        confidence: 'high',
        text: 'x',
        for: ['1.database.0'],
        against: [],
      } as const;
      const judgement = sampleJudgement(1, {
        cause: hypothesis,
        databaseDownSinceMs: T0,
        triggers: ['replication-failure'],
      });
      await store.putRun(id, findings, judgement);
      expect((await store.findings(id, 1, 10)).findings).toEqual(findings);
      expect(await store.judgement(id, 1)).toEqual(judgement);
    });

    test('what is not there is empty, and has no next page', async () => {
      const store = await make();
      expect(await store.findings(newId(), 1, 10)).toEqual({ findings: [] });
      expect(await store.judgement(newId(), 1)).toBeUndefined();
    });

    test('a run that found nothing has its judgement', async () => {
      const store = await make();
      const id = newId();
      await store.putRun(id, [], sampleJudgement(1));
      expect(await store.findings(id, 1, 10)).toEqual({ findings: [] });
      expect(await store.judgement(id, 1)).toEqual(sampleJudgement(1));
    });

    test('a run that is made again overwrites what it wrote (I3)', async () => {
      const store = await make();
      const id = newId();
      await store.putRun(id, [sampleFinding(1, 'database')], sampleJudgement(1));
      await store.putRun(
        id,
        [sampleFinding(1, 'database', 0, { state: 'healthy' })],
        sampleJudgement(1, { text: 'again' }),
      );
      expect((await store.findings(id, 1, 10)).findings.map(({ state }) => state)).toEqual(['healthy']);
      expect((await store.judgement(id, 1))?.text).toBe('again');
    });

    test('runs and incidents are kept apart, also the tenth from the first', async () => {
      const store = await make();
      const id = newId();
      for (const run of [1, 10, 11, 100])
        await store.putRun(id, [sampleFinding(run, 'database')], sampleJudgement(run));
      await store.putRun(`${id}0`, [sampleFinding(1, 'pipeline')], sampleJudgement(1));
      for (const run of [1, 10, 11, 100]) {
        expect(await all(store, id, run, 5)).toEqual([`${run}.database.0`]);
        expect((await store.judgement(id, run))?.run).toBe(run);
      }
      expect(await store.judgement(id, 2)).toBeUndefined();
    });

    test('two hundred findings are written and paged through, each once', async () => {
      const store = await make();
      const id = newId();
      const findings = Array.from({ length: 200 }, (_, n) =>
        sampleFinding(2, n % 2 === 0 ? 'database' : 'pipeline', n),
      );
      await store.putRun(id, findings, sampleJudgement(2));
      const wanted = findings.map((finding) => finding.id).sort();
      for (const limit of [7, 100, 200]) expect((await all(store, id, 2, limit)).sort()).toEqual(wanted);
    });

    test('a page that is just full has no next one', async () => {
      const store = await make();
      const id = newId();
      await store.putRun(
        id,
        [1, 2, 3].map((n) => sampleFinding(1, 'database', n)),
        sampleJudgement(1),
      );
      expect(await store.findings(id, 1, 3)).not.toHaveProperty('next');
      expect(await store.findings(id, 1, 2)).toHaveProperty('next');
    });

    test('resources of any name and texts of any script are kept as they are', async () => {
      const store = await make();
      const id = newId();
      const findings = unusualIds.map((resource, n) =>
        sampleFinding(1, 'log-errors', n, { resource, text: resource }),
      );
      await store.putRun(id, findings, sampleJudgement(1));
      const read = (await store.findings(id, 1, 100)).findings;
      expect(read.map(({ resource }) => resource).sort()).toEqual([...unusualIds].sort());
    });

    test('what was read can be changed without changing the record', async () => {
      const store = await make();
      const id = newId();
      await store.putRun(id, [sampleFinding(1, 'database')], sampleJudgement(1));
      const [read] = (await store.findings(id, 1, 1)).findings;
      Reflect.set(read ?? {}, 'text', 'changed');
      expect((await store.findings(id, 1, 1)).findings[0]?.text).toBe('0 of 4 targets healthy');
    });
  });
};
