import { describe, expect, test } from 'vitest';
import { serviceGraph, targetOf } from '../../../../domain/triage/checks/service-graph.ts';
import type { GraphFacts } from '../../../../domain/triage/facts/service-graph.ts';
import { type Change, type Estate, failing, ONSET_MS, shop, slower } from '../sample-estate.ts';

const around = { onsetMs: ONSET_MS, nowMs: ONSET_MS + 10 * 60_000 };

const seen = (change?: Change, more: Partial<GraphFacts> = {}, of: Estate = shop): GraphFacts => ({
  service: 'checkout',
  names: ['checkout'],
  measures: ['faults', 'latency'],
  source: 'traces',
  graph: of.graph,
  normal: of.normal,
  suspect: of.suspect(change),
  ...more,
});

const said = (facts: GraphFacts) => serviceGraph.interpret(facts, around);

/** Parts that are called no more from the onset on. */
const silent =
  (...parts: readonly string[]): Change =>
  (part) =>
    parts.includes(part) ? { requests: 0 } : {};

describe('where it began', () => {
  test('a database that is slow makes its service slow: below the service, with the line that says so', () => {
    const { state, reason, text, evidence } = said(
      seen(slower({ 'orders-db': 200, checkout: 400, web: 140 })),
    );
    expect({ state, reason }).toEqual({ state: 'degraded', reason: 'began-below' });
    expect(text).toMatch(/^It began below the service: orders-db: 212 ms a request instead of 12/);
    expect(evidence).toMatchObject({
      part: 'orders-db',
      sign: 'slow',
      measure: 'latency',
      target: 'checkout',
    });
    expect(evidence['since']).toBe(new Date(ONSET_MS).toISOString());
  });

  test('names that are long leave the incident its size', () => {
    const long = 'x'.repeat(400);
    const renamed = (stretch: GraphFacts['normal']) => ({
      ...stretch,
      parts: new Map([...stretch.parts].map(([part, row]) => [part === 'orders-db' ? long : part, row])),
    });
    const facts = seen(slower({ 'orders-db': 200, checkout: 400, web: 140 }));
    const graph = { calls: [{ caller: 'checkout', callee: long }] };
    const { text, evidence } = said({
      ...facts,
      graph,
      normal: renamed(facts.normal),
      suspect: renamed(facts.suspect),
    });
    expect(evidence['part']).toBe(long);
    expect(text).toHaveLength(300);
    expect(evidence['line']).toHaveLength(300);
  });

  test('a service that fails while all that it calls is well: in the service itself', () => {
    expect(said(seen(failing({ checkout: 150 })))).toMatchObject({
      reason: 'began-here',
      evidence: { part: 'checkout', sign: 'failing', measure: 'faults' },
    });
  });

  test('a service that fails before it calls anybody is not excused by their silence', () => {
    const broken: Change = (part, usual, slot) => ({
      ...failing({ checkout: 200 })(part, usual, slot),
      ...silent('orders-db', 'payments')(part, usual, slot),
    });
    const { reason, evidence, text } = said(seen(broken));
    expect(reason).toBe('began-here');
    expect(evidence['silent']).toEqual(expect.arrayContaining(['orders-db', 'payments']));
    expect(text).not.toContain('comes from');
  });

  test('a service that nobody calls any more: before the service', () => {
    const { reason, text } = said(seen(silent('checkout', 'orders-db', 'payments')));
    expect(reason).toBe('calls-stopped');
    expect(text).toMatch(/^It began before the service, which is called no more: checkout: 0 requests/);
  });

  test('all is as before: nothing here', () => {
    expect(said(seen())).toMatchObject({ state: 'healthy', reason: 'nothing-here' });
  });

  test('what is off elsewhere began nothing here', () => {
    expect(said(seen(slower({ search: 900, catalogue: 900 })))).toMatchObject({ reason: 'nothing-here' });
  });
});

describe('which part is meant', () => {
  const target = (...names: readonly string[]) => targetOf(seen(undefined, { names }));

  test('the first name that a part has, whatever its case', () => {
    expect(target('shop-checkout', 'Checkout', 'web')).toBe('checkout');
  });

  test('a database by the first label of its address', () => {
    const graph = { calls: [{ caller: 'web', callee: 'orders@orders-1.c9xy.eu-west-1.rds.amazonaws.com' }] };
    expect(targetOf(seen(undefined, { names: ['orders-1'], graph }))).toBe(graph.calls[0]?.callee);
  });

  test('of two parts of one name the one that calls the other', () => {
    const [service, code] = ['mailer (AWS::Lambda)', 'mailer (AWS::Lambda::Function)'];
    const graph = { calls: [{ caller: service, callee: code }] };
    expect(targetOf(seen(undefined, { names: ['mailer'], graph }))).toBe(service);
  });

  test('a name that no part has is a gap that says which were looked for', () => {
    expect(said(seen(undefined, { names: ['till', 'till-web'] }))).toMatchObject({
      state: 'unknown',
      reason: 'target-unknown',
      text: 'The traces of X-Ray hold nothing that is named till or till-web',
    });
  });
});

describe('gaps', () => {
  const nothing = { slotMs: 60_000, slots: [ONSET_MS], parts: new Map() };

  test('an account without traces', () => {
    const empty = { graph: { calls: [] }, normal: nothing, suspect: nothing };
    expect(said(seen(undefined, empty))).toMatchObject({ state: 'unknown', reason: 'no-traces' });
  });

  test('an onset after which no slot has ended yet is nothing to be healthy by', () => {
    const before = { ...shop.normal, slots: shop.normal.slots.slice(-5) };
    const { state, text } = said(seen(undefined, { suspect: before }));
    expect(state).toBe('unknown');
    expect(text).toBe('The traces of X-Ray hold nothing of checkout since onset yet');
  });

  test('a service that is new has no normal to compare with', () => {
    expect(said(seen(failing({ checkout: 150 }), { normal: nothing }))).toMatchObject({
      reason: 'no-traces',
    });
  });
});
