import type { Edge, Service } from '@aws-sdk/client-xray';
import { describe, expect, test } from 'vitest';
import { observedGraph } from '../../../adapters/xray/observed-graph.ts';
import type { Figures } from '../../../domain/triage/observations.ts';

const statistics = (requests: number, faults: number, seconds: number, throttled = 0) => ({
  TotalCount: requests,
  FaultStatistics: { TotalCount: faults },
  ErrorStatistics: { ThrottleCount: throttled, TotalCount: throttled },
  TotalResponseTime: seconds,
});

const call = (to: number, counted?: ReturnType<typeof statistics>): Edge => ({
  ReferenceId: to,
  ...(counted === undefined ? {} : { SummaryStatistics: counted }),
});

const part = (
  ReferenceId: number,
  Name: string,
  more: Partial<Service> = {},
  counted: ReturnType<typeof statistics> | undefined = statistics(60, 0, 6),
): Service => ({
  ReferenceId,
  Name,
  Type: 'AWS::ECS::Container',
  ...(counted === undefined ? {} : { SummaryStatistics: counted }),
  ...more,
});

const observe = (...services: readonly Service[]) => observedGraph(60_000, [], [{ startMs: 0, services }]);

/** What was seen of a part in the only slot. */
const figuresOf = (name: string, ...services: readonly Service[]): Figures | undefined =>
  observe(...services).suspect.parts.get(name)?.[0];

describe('figures of a part', () => {
  test('a service says how many requests it had, how long they took and how many failed', () => {
    expect(figuresOf('web', part(0, 'web', {}, statistics(200, 3, 24)))).toEqual({
      requests: 200,
      faults: 3,
      latencyMs: 120,
    });
  });

  test('a part that says nothing itself is told by its callers together', () => {
    const db = { Type: 'Database::SQL', ReferenceId: 9, Name: 'orders-db' };
    const web = part(0, 'web', { Edges: [call(9, statistics(30, 3, 3))] });
    const app = part(1, 'app', { Edges: [call(9, statistics(10, 1, 5))] });
    expect(figuresOf('orders-db', web, app, db)).toEqual({ requests: 40, faults: 4, latencyMs: 200 });
  });

  test('a part that is not reached knows of no fault: its callers do', () => {
    const web = part(0, 'web', { Edges: [call(1, statistics(60, 42, 0.6))] });
    expect(figuresOf('payments', web, part(1, 'payments', {}, statistics(60, 0, 6)))).toEqual({
      requests: 60,
      faults: 42,
      latencyMs: 100,
    });
  });

  test('callers that made the least of its requests tell nothing of the rest', () => {
    const web = part(0, 'web', { Edges: [call(1, statistics(2, 2, 60))] });
    expect(figuresOf('payments', web, part(1, 'payments', {}, statistics(60, 0, 6)))).toEqual({
      requests: 60,
      faults: 0,
      latencyMs: 100,
    });
  });

  test('who throttles has failed for its caller', () => {
    const table = { ReferenceId: 1, Name: 'orders', Type: 'AWS::DynamoDB::Table' };
    const web = part(0, 'web', { Edges: [call(1, statistics(60, 1, 6, 20))] });
    expect(figuresOf('orders', web, table)?.faults).toBe(21);
  });

  test('no request has no latency', () => {
    expect(figuresOf('web', part(0, 'web', {}, statistics(0, 0, 0)))).toEqual({ requests: 0, faults: 0 });
  });

  test('a call without statistics is a call all the same', () => {
    const queue = { ReferenceId: 1, Name: 'mails', Type: 'AWS::SQS::Queue' };
    const { graph, suspect } = observe(part(0, 'web', { Edges: [call(1)] }), queue);
    expect(graph.calls).toEqual([{ caller: 'web', callee: 'mails' }]);
    expect(suspect.parts.has('mails')).toBe(false);
  });
});

describe('names of parts', () => {
  test('a client is no part, and what it saw of the service counts', () => {
    const client: Service = {
      ReferenceId: 7,
      Name: 'web',
      Type: 'client',
      Edges: [call(0, statistics(60, 30, 6))],
    };
    const { graph, suspect } = observe(client, part(0, 'web'));
    expect(graph.calls).toEqual([]);
    expect([...suspect.parts.keys()]).toEqual(['web']);
    expect(suspect.parts.get('web')?.[0]?.faults).toBe(30);
  });

  test('parts of one name are told apart by their type', () => {
    const service = part(0, 'mailer', { Type: 'AWS::Lambda', Edges: [call(1, statistics(60, 0, 6))] });
    const { graph } = observe(service, part(1, 'mailer', { Type: 'AWS::Lambda::Function' }));
    expect(graph.calls).toEqual([
      { caller: 'mailer (AWS::Lambda)', callee: 'mailer (AWS::Lambda::Function)' },
    ]);
  });

  test('a type that is seen in one slot only names the part in all of them', () => {
    const alone = { startMs: 0, services: [part(0, 'mailer', { Type: 'AWS::Lambda' })] };
    const both = {
      startMs: 60_000,
      services: [
        part(0, 'mailer', { Type: 'AWS::Lambda::Function' }),
        part(1, 'mailer', { Type: 'AWS::Lambda' }),
      ],
    };
    const { normal, suspect } = observedGraph(60_000, [alone], [both]);
    expect([...normal.parts.keys()]).toEqual(['mailer (AWS::Lambda)']);
    expect([...suspect.parts.keys()].sort()).toEqual([
      'mailer (AWS::Lambda)',
      'mailer (AWS::Lambda::Function)',
    ]);
  });

  test('the first of its other names stands in for one that is missing; without any it is no part', () => {
    const { Name: _, ...unnamed } = part(1, '');
    const { graph, suspect } = observe(
      part(0, 'web', { Edges: [call(1), call(2), call(99)] }),
      { ...unnamed, Names: ['', 'payments'] },
      { ...unnamed, ReferenceId: 2 },
    );
    expect(graph.calls).toEqual([{ caller: 'web', callee: 'payments' }]);
    expect([...suspect.parts.keys()].sort()).toEqual(['payments', 'web']);
  });

  test('references hold within one answer: the same number is another part in the next', () => {
    const first = { startMs: 0, services: [part(0, 'web', { Edges: [call(1)] }), part(1, 'payments')] };
    const next = { startMs: 60_000, services: [part(1, 'web', { Edges: [call(0)] }), part(0, 'payments')] };
    const { graph, suspect } = observedGraph(60_000, [], [first, next]);
    expect(graph.calls).toEqual([{ caller: 'web', callee: 'payments' }]);
    expect(suspect.slots).toEqual([0, 60_000]);
    expect(suspect.parts.get('web')).toHaveLength(2);
  });
});
