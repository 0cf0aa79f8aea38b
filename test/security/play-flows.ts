import { expect } from 'vitest';
import { alarmEvent, launchFailure, MINUTE } from './alarm-events.ts';
import type { DeployedFunctions } from './deployed-functions.ts';
import { recordOf } from './sqs-record.ts';

/** What wakes the stack while time passes. */
export type Waker = 'run-timer' | 'sweep-due';

export const takeIn = async (world: DeployedFunctions, ...bodies: string[]): Promise<void> => {
  const answer = await world.handRecords('ingest-alarm', ...bodies.map((body) => recordOf(body)));
  expect(answer.batchItemFailures).toEqual([]);
};

/** Triage takes what it was asked for since the last time. */
export const examineAll = async (world: DeployedFunctions): Promise<void> => {
  for (const body of world.triageRequests.splice(0)) {
    const { batchItemFailures } = await world.handRecords('triage-incident', recordOf(body));
    expect(batchItemFailures).toEqual([]);
  }
};

/** A timer comes to its minute. Where the sweep alone wakes, timers are lost, and it runs each fifth minute only. */
export const passMinutes = async (world: DeployedFunctions, minutes: number, waker: Waker): Promise<void> => {
  const step = waker === 'sweep-due' ? Math.min(5, minutes) : 1;
  for (let passed = 0; passed < minutes; passed += step) {
    world.pass(step * MINUTE);
    if (waker === 'sweep-due') {
      await world.sweep();
      continue;
    }
    const arrived = world.timers.filter(({ arrivesAtMs }) => arrivesAtMs <= Date.now());
    for (const timer of arrived) {
      world.timers.splice(world.timers.indexOf(timer), 1);
      const { batchItemFailures } = await world.handRecords('run-timer', recordOf(timer.body));
      expect(batchItemFailures).toEqual([]);
    }
  }
};

const readIncidents = async (
  world: DeployedFunctions,
  query: string,
): Promise<readonly { readonly id: string; readonly status: string }[]> => {
  const { statusCode, body } = await world.ask('/incidents', { query });
  expect(statusCode).toBe(200);
  return JSON.parse(body).incidents;
};

/** The newest incident of a service. */
export const incidentOf = async (world: DeployedFunctions, service: string) => {
  const [newest] = await readIncidents(world, `service=${service}`);
  if (newest === undefined) throw new Error(`${service} has no incident`);
  return newest;
};

export const post = async (
  world: DeployedFunctions,
  id: string,
  action: string,
  body: object = {},
): Promise<number> => {
  const { statusCode } = await world.ask(`/incidents/${id}/${action}`, { method: 'POST', body });
  return statusCode;
};

/**
 * Opened, joined, repeated, escalated, told about, cleared, resolved, reopened, sealed and opened anew; a mute that
 * ends; a source that never says OK; a person who resolves too early; what is ignored and what cannot be decided on.
 */
export const playAlarms = async (world: DeployedFunctions, service: string, waker: Waker): Promise<void> => {
  const alarm = (name: string, state: 'ALARM' | 'OK', more = {}) =>
    alarmEvent(`${service}-${name}`, state, { service, ...more });
  const errors = alarm('errors', 'ALARM');
  await takeIn(world, errors, 'no JSON', alarmEvent('stack-own', 'ALARM', { service: 'stack' }));
  await takeIn(world, errors, alarm('latency', 'ALARM'), launchFailure(`${service}-web`));
  await passMinutes(world, 50, waker);
  await takeIn(world, alarm('errors', 'OK'), alarm('latency', 'OK'));
  await passMinutes(world, 20, waker);
  expect((await incidentOf(world, service)).status).toBe('resolved');
  await takeIn(world, alarm('errors', 'ALARM'));
  expect((await incidentOf(world, service)).status).toBe('investigating');
  await passMinutes(world, 1, waker);
  await takeIn(world, alarm('errors', 'OK'));
  await passMinutes(world, 60, waker);
  const first = await incidentOf(world, service);
  await takeIn(world, alarm('errors', 'ALARM'));
  const second = await incidentOf(world, service);
  expect(second.id).not.toBe(first.id);
  expect(await post(world, second.id, 'resolve')).toBe(200);
  await passMinutes(world, 20, waker);
  expect((await incidentOf(world, service)).status).toBe('investigating');
  await takeIn(
    world,
    alarm('muted', 'ALARM', { service: `${service}-muted`, mutedUntilMs: Date.now() + 5 * MINUTE }),
  );
  await passMinutes(world, 10, waker);
};
