import { type Edge, GetServiceGraphCommand, type Service, XRayClient } from '@aws-sdk/client-xray';
import { pageOf, when } from '../estate/pages.ts';
import { shapeValue } from '../estate/shape-value.ts';
import type { World } from '../estate/world.ts';
import type { Part } from '../situation/parts.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

/** AWS X-Ray API reference, GetServiceGraph: six hours at the most. */
const longestMs = 6 * 60 * 60_000;
const minuteMs = 60_000;
const perPage = 100;

type Traffic = NonNullable<Part['traffic']>;

interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Summed {
  requests: number;
  faults: number;
  errors: number;
  seconds: number;
}

/** What came together in a time, minute by minute, out of the traffic that the estate had at each. */
const summed = (world: World, range: Range, trafficAt: (at: number) => Traffic | undefined): Summed => {
  const sum: Summed = { requests: 0, faults: 0, errors: 0, seconds: 0 };
  for (let at = range.fromMs; at < Math.min(range.toMs, world.nowMs); at += minuteMs) {
    const end = Math.min(at + minuteMs, range.toMs, world.nowMs);
    const traffic = trafficAt(end);
    if (traffic === undefined) continue;
    const offset = end - world.onsetMs;
    const requests = (shapeValue(traffic.requests, offset) ?? 0) * ((end - at) / 1000);
    sum.requests += requests;
    sum.faults += requests * (shapeValue(traffic.faults, offset) ?? 0);
    sum.errors += requests * (shapeValue(traffic.errors, offset) ?? 0);
    sum.seconds += requests * (shapeValue(traffic.seconds, offset) ?? 0);
  }
  return sum;
};

const statisticsOf = ({ requests, faults, errors, seconds }: Summed) => {
  const [total, faulty, wrong] = [Math.round(requests), Math.round(faults), Math.round(errors)];
  return {
    OkCount: Math.max(0, total - faulty - wrong),
    ErrorStatistics: { ThrottleCount: 0, OtherCount: wrong, TotalCount: wrong },
    FaultStatistics: { OtherCount: faulty, TotalCount: faulty },
    TotalCount: total,
    TotalResponseTime: seconds,
  };
};

const histogramOf = ({ requests, seconds }: Summed) =>
  Math.round(requests) === 0 ? [] : [{ Value: seconds / requests, Count: Math.round(requests) }];

const edgeOf = (to: number, sum: Summed, times: { StartTime: Date; EndTime: Date }): Edge => ({
  ReferenceId: to,
  ...times,
  SummaryStatistics: statisticsOf(sum),
  ResponseTimeHistogram: histogramOf(sum),
  Aliases: [],
});

const namesOf = (world: World): readonly string[] =>
  Object.entries(world.estate.services)
    .filter(([, { traffic, calls }]) => traffic !== undefined || Object.keys(calls).length > 0)
    .map(([name]) => name);

const nodesOf = (world: World, range: Range): readonly Service[] => {
  const names = namesOf(world);
  const times = { StartTime: new Date(range.fromMs), EndTime: new Date(range.toMs) };
  const partAt = (name: string, at: number): Part | undefined => world.estateAt(at).services[name];
  return names.flatMap((name, index): Service[] => {
    const part = world.estate.services[name];
    if (part === undefined) return [];
    const sum = summed(world, range, (at) => partAt(name, at)?.traffic);
    const edges = Object.keys(part.calls).flatMap((callee): Edge[] => {
      const to = names.indexOf(callee);
      return to === -1
        ? []
        : [
            edgeOf(
              to,
              summed(world, range, (at) => partAt(name, at)?.calls[callee]),
              times,
            ),
          ];
    });
    const node: Service = {
      ReferenceId: index,
      Name: name,
      Names: [name],
      Root: part.root,
      AccountId: world.accountId,
      Type: part.type,
      State: 'active',
      ...times,
      Edges: edges,
      SummaryStatistics: statisticsOf(sum),
      DurationHistogram: histogramOf(sum),
      ResponseTimeHistogram: histogramOf(sum),
    };
    if (!part.root) return [node];
    const client: Service = {
      ReferenceId: names.length + index,
      Name: name,
      Names: [name],
      AccountId: world.accountId,
      Type: 'client',
      State: 'unknown',
      ...times,
      Edges: [edgeOf(index, sum, times)],
    };
    return [node, client];
  });
};

const invalid = (message: string): AwsError => new AwsError('InvalidRequestException', message);

/** The parts of the situation that have traffic, with those who call the ones at the edge. */
const getServiceGraph = operation(GetServiceGraphCommand, (input, world) => {
  const { StartTime: start, EndTime: end, NextToken: token, GroupName: group, GroupARN: groupArn } = input;
  if (start === undefined || end === undefined) throw invalid('StartTime and EndTime are required.');
  if (start >= end) throw invalid('StartTime must be before EndTime.');
  if (end.getTime() - start.getTime() > longestMs) throw invalid('Time range cannot be longer than 6 hours.');
  if (groupArn !== undefined || (group !== undefined && group !== 'Default'))
    throw invalid('The stand-in account has no groups of traces.');
  const range = { fromMs: start.getTime(), toMs: end.getTime() };
  const page = pageOf(nodesOf(world, range), {
    ...{ token, size: perPage, about: [start, end] },
    invalid: () => invalid('Invalid NextToken.'),
  });
  return {
    StartTime: start,
    EndTime: end,
    Services: [...page.items],
    ContainsOldGroupVersions: false,
    ...when('NextToken', page.next),
  };
});

export const xray = serviceOf(new XRayClient(nowhere), [getServiceGraph]);
