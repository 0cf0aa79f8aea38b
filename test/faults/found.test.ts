import { expect, test } from 'vitest';
import { milestonesOf } from '../../domain/clocks/milestones.ts';
import { act } from '../../protocol/command/act.ts';
import type { Shell } from '../../protocol/shell.ts';
import { wakeIncident } from '../../protocol/wake/wake.ts';
import { configured, createWorld, MINUTE, SECOND, START, transitionOf } from '../behaviour/world.ts';
import { invoke } from './fault.ts';
import { delivers } from './scenario.ts';

/** What the proof by faults has found, each by the shortest way to it. */

test('a new alarm long after the acknowledgement pages although its first try crashed half way (I3)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(20 * MINUTE);
  const late = delivers(transitionOf('latency', START + 20 * MINUTE, { severity: 'SEV3' }));
  const comes = (shell: Shell) => late(world, shell);
  const crashed = await invoke(world.shell, comes, { call: 'store.putSignal', way: 'crash-after' });
  expect(crashed.ended).toBe('gone');
  await late(world, world.shell);
  expect((await world.incident()).episode).toMatchObject({
    number: 2,
    reason: 'new-alarm-after-acknowledgement',
  });
  expect(world.pages().at(-1)).toBe('20 primary new-alarm-after-acknowledgement');
});

test('a late copy of an alarm that the acknowledgement covers pages nobody (I7)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(20 * MINUTE);
  await world.alarm('errors', { severity: 'SEV3', at: 0 });
  expect((await world.incident()).episode.number).toBe(1);
});

test('the last that stood expires: clearing begins although the wake-up crashes right after its commit (I3)', async () => {
  const world = createWorld();
  await world.alarm('launch', { severity: 'SEV3', kind: 'scaling' });
  const { id } = await world.incident();
  await world.act({ id }, 'acknowledge');
  await world.pass(60 * MINUTE - SECOND);
  world.running = false;
  await world.pass(SECOND);
  world.running = true;
  const wakes = async (shell: Shell) => (await wakeIncident(shell, id)) === 'decided';
  const crashed = await invoke(world.shell, wakes, { call: 'store.commit', way: 'crash-after' });
  expect(crashed.ended).toBe('gone');
  await world.pass(6 * MINUTE);
  expect((await world.incident()).status).toBe('mitigated');
});

test('reopened by hand with nothing standing: it stays open although the function crashes after its commit (I3)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.ok('errors', { at: 1 });
  await world.pass(20 * MINUTE);
  const { id } = await world.incident();
  const reopens = async (shell: Shell) =>
    (await act(shell, id, { by: 'ada', command: { kind: 'reopen' } })).outcome === 'done';
  const crashed = await invoke(world.shell, reopens, { call: 'store.commit', way: 'crash-after' });
  expect(crashed.ended).toBe('gone');
  expect((await world.incident()).keptOpenSinceMs).toBe(world.now());
});

test('stakeholders told by a sweep, a minute after their timer was lost, are told in time', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV4' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(29 * MINUTE);
  world.running = false;
  await world.pass(MINUTE);
  world.running = true;
  await world.pass(MINUTE);
  const incident = await world.incident();
  const told = milestonesOf(incident, world.shell.configuration.clocks, world.now()).find(
    ({ name }) => name === 'stakeholders-told',
  );
  expect(told).toMatchObject({ outcome: 'met', atMs: START + 31 * MINUTE });
});

test('a muted alarm that stands when its window ends takes a mitigation back, although it is older (I6)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.ok('errors', { at: 1 });
  const muted = { by: 'rule', untilMs: START + 8 * MINUTE };
  await world.alarm('errors', { severity: 'SEV3', at: 2, more: { muted } });
  await world.pass(7 * MINUTE);
  expect((await world.incident()).status).toBe('mitigated');
  await world.pass(MINUTE);
  expect((await world.incident()).status).toBe('investigating');
});

test('an alarm older than what a person called mitigated takes it back although its first try crashed half way (I3, I6)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(4 * MINUTE);
  await world.act(await world.incident(), 'mitigate');
  const late = delivers(transitionOf('latency', START + MINUTE, { severity: 'SEV3' }));
  const comes = (shell: Shell) => late(world, shell);
  const crashed = await invoke(world.shell, comes, { call: 'store.putAlarm', way: 'crash-after' });
  expect(crashed.ended).toBe('gone');
  await late(world, world.shell);
  expect((await world.incident()).status).toBe('investigating');
});

test('a late copy of an alarm that stood when a person called it mitigated changes nothing (I6)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.alarm('latency', { severity: 'SEV3' });
  await world.pass(4 * MINUTE);
  await world.act(await world.incident(), 'mitigate');
  await world.alarm('latency', { severity: 'SEV3', at: 0 });
  expect((await world.incident()).status).toBe('mitigated');
  await world.alarm('memory', { severity: 'SEV3', at: 1 });
  expect((await world.incident()).status).toBe('investigating');
  await world.pass(MINUTE);
  await world.act(await world.incident(), 'mitigate');
  await world.alarm('memory', { severity: 'SEV3', at: 1 });
  expect((await world.incident()).status).toBe('mitigated');
});

test('what expires while its signal is still to be written is over all the same (I3)', async () => {
  const world = createWorld();
  const launch = delivers(transitionOf('launch', START, { severity: 'SEV3', kind: 'scaling' }));
  const comes = (shell: Shell) => launch(world, shell);
  const crashed = await invoke(world.shell, comes, { call: 'store.readAlarm', way: 'crash-before' });
  expect(crashed.ended).toBe('gone');
  world.running = false;
  await world.pass(61 * MINUTE);
  world.running = true;
  await world.pass(30 * MINUTE);
  expect((await world.incident()).status).toBe('resolved');
});

test('what a crashed join left is over when it expires, though no commit knows of it (I3)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  const launch = delivers(transitionOf('launch', START, { severity: 'SEV3', kind: 'scaling' }));
  const comes = (shell: Shell) => launch(world, shell);
  const crashed = await invoke(world.shell, comes, { call: 'store.putSignal', way: 'crash-after' });
  expect(crashed.ended).toBe('gone');
  await world.ok('errors', { at: 1 });
  await world.pass(3 * 60 * MINUTE);
  expect((await world.incident()).status).toBe('resolved');
});

test('an acknowledgement does not take a trigger’s page with the rung’s that was due at the same moment (I4)', async () => {
  const rungs = `policies:
  default:
    rungs:
      - page: [primary]
        timeout: 30m
      - page: [commander]
`;
  const world = createWorld(configured(rungs));
  await world.alarm('errors', { severity: 'SEV3' });
  const { id } = await world.incident();
  world.running = false;
  await world.pass(30 * MINUTE);
  const wakes = async (shell: Shell) => (await wakeIncident(shell, id)) === 'decided';
  await invoke(world.shell, wakes, { call: 'store.commit', way: 'crash-after' });
  await world.act({ id }, 'acknowledge');
  world.running = true;
  await world.pass(2 * MINUTE);
  expect(world.pages().filter((page) => page.includes('commander'))).toEqual(['30 commander not-restored']);
});
