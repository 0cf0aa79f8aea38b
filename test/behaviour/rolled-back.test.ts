import { describe, expect, test } from 'vitest';
import { ROLLED_BACK } from '../../domain/incident/rolled-back.ts';
import { parseIntake } from '../../events/intake/parse-intake.ts';
import { event } from '../events/intake/messages.ts';
import { createWorld, HOUR, MINUTE, type World } from './world.ts';

const resources = ['arn:aws:ecs:eu-west-1:111122223333:service/prod/cart'];

/** A deployment event of the service, of this moment. */
const deployment = async (world: World, eventName: string, deploymentId: string): Promise<void> => {
  const eventType = eventName.endsWith('FAILED') ? 'ERROR' : 'INFO';
  const updatedAt = new Date(world.now()).toISOString();
  const body = event(
    'ECS Deployment State Change',
    'aws.ecs',
    { eventType, eventName, deploymentId, updatedAt },
    { resources },
  );
  const context = { receivedAtMs: world.now(), ownAlarmPrefix: '', accounts: [] };
  await world.send(...parseIntake(body, context).transitions);
};

const textsOf = async (world: World): Promise<readonly string[]> =>
  (await world.timeline(await world.incident())).map(({ text }) => text);

const mailsOf = (world: World, kind: string): readonly string[] =>
  world
    .rendered()
    .filter((message) => message.kind === kind)
    .map(({ texts }) => texts.email);

describe('a deployment that failed and was rolled back', () => {
  const rolledBack = async (): Promise<World> => {
    const world = createWorld();
    await deployment(world, 'SERVICE_DEPLOYMENT_FAILED', 'ecs-svc/1');
    await world.pass(MINUTE);
    await deployment(world, 'SERVICE_DEPLOYMENT_COMPLETED', 'ecs-svc/2');
    return world;
  };

  test('is mitigated, and everybody who is told learns why', async () => {
    const world = await rolledBack();
    await world.pass(6 * MINUTE);
    expect((await world.incident()).status).toBe('mitigated');
    expect(await textsOf(world)).toContain(`${ROLLED_BACK}: mitigated`);
    expect(mailsOf(world, 'mitigation').length).toBeGreaterThan(0);
    for (const mail of mailsOf(world, 'mitigation')) expect(mail).toContain(ROLLED_BACK);
  });

  test('resolves like others, and its resolution says it as well', async () => {
    const world = await rolledBack();
    await world.pass(20 * MINUTE);
    expect((await world.incident()).status).toBe('resolved');
    expect(await textsOf(world)).toContain(`Resolved: all signals have stayed clear. ${ROLLED_BACK}`);
    for (const mail of mailsOf(world, 'resolution')) expect(mail).toContain(`Resolution: ${ROLLED_BACK}`);
  });
});

test('a deployment that failed and only expired was not rolled back, as far as anybody knows', async () => {
  const world = createWorld();
  await deployment(world, 'SERVICE_DEPLOYMENT_FAILED', 'ecs-svc/1');
  await world.pass(3 * HOUR);
  expect((await world.incident()).status).toBe('resolved');
  expect((await textsOf(world)).join()).not.toContain(ROLLED_BACK);
});

test('other incidents clear as before', async () => {
  const world = createWorld();
  await world.alarm('errors');
  await world.pass(MINUTE);
  await world.ok('errors');
  await world.pass(20 * MINUTE);
  expect((await textsOf(world)).join()).not.toContain(ROLLED_BACK);
});
