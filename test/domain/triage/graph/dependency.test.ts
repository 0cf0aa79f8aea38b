import { describe, expect, test } from 'vitest';
import { causesOf } from '../../../../domain/triage/causes.ts';
import type { Evidence, Finding, FindingState } from '../../../../domain/triage/finding.ts';
import { sampleIncident } from '../../../contract/sample-records.ts';

const finding = (
  check: string,
  state: FindingState,
  reason: string,
  resource = 'checkout',
  evidence: Evidence = {},
): Finding => ({
  ...{ id: `1.${check}.${resource}`, run: 1, check, resource, state, reason, evidence },
  ...{ text: `${resource}: ${reason}`, tookMs: 1, atMs: 0 },
});

const began = (reason: string, part: string, more: Evidence = {}): Finding =>
  finding('service-graph', 'degraded', reason, 'checkout', {
    ...{ source: 'traces', part, share: 0.97, line: `${part}: 900 ms a request instead of 20 ms` },
    ...{ parts: ['checkout', 'checkout-orders', 'payments'], ...more },
  });

const deployed = finding('pipeline', 'degraded', 'deployed-before-onset', 'checkout-release', {
  deployedMinutesBefore: 7,
});
const targetsDown = finding('target-health', 'failed', 'all-targets-unhealthy', 'checkout-web');
const databaseIs = (state: FindingState, reason: string, check = 'database-load'): Finding =>
  finding(check, state, reason, 'checkout-orders');

const causes = (...findings: readonly Finding[]): readonly string[] =>
  causesOf(findings, sampleIncident()).map(({ kind, confidence }) => `${kind} ${confidence}`);
const hypothesis = (kind: string, ...findings: readonly Finding[]) =>
  causesOf(findings, sampleIncident()).find((one) => one.kind === kind);

describe('a part below the service began it', () => {
  test('that is the cause, as sure as the share that it accounts for', () => {
    expect(causes(began('began-below', 'payments'))).toEqual(['dependency high']);
    expect(causes(began('began-below', 'payments', { share: 0.6 }))).toEqual(['dependency medium']);
    expect(causes(began('began-below', 'payments', { share: 0.4 }))).toEqual(['dependency low']);
    expect(hypothesis('dependency', began('began-below', 'payments'))?.text).toBe(
      'payments: 900 ms a request instead of 20 ms',
    );
  });

  test('by its metrics alone it is less sure than by traces', () => {
    expect(causes(began('began-below', 'payments', { source: 'metrics' }))).toEqual(['dependency medium']);
  });

  test('a deployment above it is the lesser guess, and says what speaks against it', () => {
    const graph = began('began-below', 'payments');
    expect(causes(deployed, targetsDown, graph)).toEqual(['dependency high', 'deployment low']);
    expect(hypothesis('deployment', deployed, targetsDown, graph)?.against).toEqual([graph.id]);
  });

  test('a database that is broken says more than that it began there, and is sure for it', () => {
    const findings = [databaseIs('degraded', 'database-cpu'), began('began-below', 'checkout-orders')];
    expect(causes(...findings)).toEqual(['database high', 'dependency high']);
    expect(hypothesis('database', ...findings)?.for).toEqual(findings.map(({ id }) => id));
  });

  test('another database that is overloaded is no surer for it', () => {
    expect(causes(databaseIs('degraded', 'database-cpu'), began('began-below', 'payments'))).toEqual([
      'dependency high',
      'database medium',
    ]);
  });

  test('a part that is well by its own figures contradicts it', () => {
    const well = databaseIs('healthy', 'database-load-normal');
    const { confidence, against } =
      hypothesis('dependency', began('began-below', 'checkout-orders'), well) ?? {};
    expect({ confidence, against }).toEqual({ confidence: 'low', against: [well.id] });
  });

  test('a database that is available may still be slow: that contradicts nothing', () => {
    const available = databaseIs('healthy', 'database-available', 'database');
    expect(hypothesis('dependency', began('began-below', 'checkout-orders'), available)).toMatchObject({
      confidence: 'high',
      against: [],
    });
  });
});

describe('it began in the service itself', () => {
  test('no dependency is to blame, and a deployment has one more sign', () => {
    const graph = began('began-here', 'checkout');
    expect(causes(graph)).toEqual([]);
    expect(causes(deployed, graph)).toEqual(['deployment high']);
    expect(hypothesis('deployment', deployed, graph)?.for).toContain(graph.id);
  });

  test('it speaks against a database that the graph has seen, and against no other', () => {
    const graph = began('began-here', 'checkout');
    const elsewhere = began('began-here', 'checkout', { parts: ['checkout', 'payments'] });
    const byMetrics = began('began-here', 'checkout', { source: 'metrics' });
    const busy = databaseIs('degraded', 'database-cpu');
    expect(hypothesis('database', busy, byMetrics)?.against).toEqual([]);
    expect(hypothesis('database', busy, graph)?.against).toEqual([graph.id]);
    expect(hypothesis('database', busy, elsewhere)?.against).toEqual([]);
  });

  test('more load than ever is a cause of its own', () => {
    expect(causes(began('load-grew', 'checkout'))).toEqual(['load medium']);
  });
});

test('nothing here: the graph speaks for no cause', () => {
  expect(causes(finding('service-graph', 'healthy', 'nothing-here'))).toEqual([]);
});
