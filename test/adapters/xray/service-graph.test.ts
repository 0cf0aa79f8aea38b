import { GetServiceGraphCommand, type Service, XRayClient } from '@aws-sdk/client-xray';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createServiceGraphLooker } from '../../../adapters/xray/service-graph.ts';

const client = new XRayClient({ region: 'eu-west-1' });
const xray = mockClient(client);
beforeEach(() => xray.reset());

const ONSET_MS = Date.UTC(2026, 10, 21, 3, 0, 20);
const MINUTE_MS = 60_000;

const counted = { TotalCount: 60, FaultStatistics: { TotalCount: 0 }, TotalResponseTime: 6 };
const web: Service = { ReferenceId: 0, Name: 'web', SummaryStatistics: counted, Edges: [{ ReferenceId: 1 }] };
const payments: Service = { ReferenceId: 1, Name: 'payments', SummaryStatistics: counted };

const look = async (minutesSince = 4, signal = new AbortController().signal) => {
  const subject = { service: 'web', names: ['web'], measures: ['faults'] as const, dependencies: [] };
  const nowMs = ONSET_MS + minutesSince * MINUTE_MS;
  const [seen] = await createServiceGraphLooker(client)({
    subjects: [subject],
    onsetMs: ONSET_MS,
    nowMs,
    signal,
  });
  return seen;
};

const facts = async (minutesSince?: number) => {
  const seen = await look(minutesSince);
  if (seen === undefined || 'error' in seen) throw new Error('nothing was seen');
  return seen.facts;
};

const named = (name: string): Error => Object.assign(new Error(name), { name });

/** When each call's slot began, in order. */
const slotsAsked = (): readonly number[] =>
  xray
    .commandCalls(GetServiceGraphCommand)
    .map(({ args }) => args[0].input.StartTime?.getTime() ?? 0)
    .sort((a, b) => a - b);

describe('slots', () => {
  test('shortly after onset: a call a minute, 20 minutes before and every whole one since', async () => {
    xray.on(GetServiceGraphCommand).resolves({ Services: [web, payments] });
    const { normal, suspect } = await facts(4);
    const onsetSlotMs = ONSET_MS - 20_000;
    expect(normal.slots[0]).toBe(onsetSlotMs - 20 * MINUTE_MS);
    expect(normal.slots).toHaveLength(15);
    expect(suspect.slots[0]).toBe(onsetSlotMs - 5 * MINUTE_MS);
    expect(suspect.slots.at(-1)).toBe(onsetSlotMs + 2 * MINUTE_MS);
    expect(slotsAsked()).toEqual([...normal.slots, ...suspect.slots]);
  });

  test('later: a call for five minutes, an hour before and half an hour since, however late it is', async () => {
    xray.on(GetServiceGraphCommand).resolves({ Services: [web, payments] });
    const { normal, suspect } = await facts(180);
    expect(normal.slotMs).toBe(5 * MINUTE_MS);
    expect(normal.slots).toHaveLength(12);
    expect(suspect.slots).toHaveLength(8);
    expect(slotsAsked()).toHaveLength(20);
  });
});

describe('pages', () => {
  test('a caller and its callee may stand on two pages', async () => {
    xray.on(GetServiceGraphCommand).resolves({ Services: [web], NextToken: 'next' });
    xray.on(GetServiceGraphCommand, { NextToken: 'next' }).resolves({ Services: [payments] });
    const { graph } = await facts();
    expect(graph.calls).toEqual([{ caller: 'web', callee: 'payments' }]);
  });

  test('a page that holds nothing is read past', async () => {
    xray.on(GetServiceGraphCommand).resolves({ NextToken: 'next' });
    xray.on(GetServiceGraphCommand, { NextToken: 'next' }).resolves({ Services: [web] });
    expect((await facts()).suspect.parts.has('web')).toBe(true);
  });

  test('where only half of the pages come, nothing is said of the half', async () => {
    xray.on(GetServiceGraphCommand).resolves({ Services: [web], NextToken: 'next' });
    xray.on(GetServiceGraphCommand, { NextToken: 'next' }).rejects(named('ServiceException'));
    await expect(look()).rejects.toThrow('ServiceException');
  });
});

describe('trouble', () => {
  test('a slot that is throttled is left out, and is no silence', async () => {
    xray
      .on(GetServiceGraphCommand)
      .rejectsOnce(named('ThrottledException'))
      .resolves({ Services: [web] });
    const { suspect } = await facts(4);
    expect(suspect.slots).toHaveLength(7);
    expect(suspect.parts.get('web')).toHaveLength(7);
  });

  test('where most slots are throttled, so is the check', async () => {
    xray.on(GetServiceGraphCommand).rejects(named('ThrottledException'));
    expect(await look()).toMatchObject({ resource: 'web', error: { name: 'ThrottledException' } });
  });

  test('a denied call ends the look: the rest would be denied, too', async () => {
    xray.on(GetServiceGraphCommand).rejects(named('AccessDeniedException'));
    await expect(look()).rejects.toThrow('AccessDeniedException');
    expect(slotsAsked().length).toBeLessThan(23);
  });
});
