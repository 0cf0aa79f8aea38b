import { expect, test } from 'vitest';
import { MAX_AWS_EVENTS } from '../../domain/incident/related.ts';
import { cpuAlarm, publicEvent } from './public-event.ts';
import { stateOf } from './two-incidents.ts';
import { createWorld, MINUTE } from './world.ts';

/** An incident of `checkout`, and a later one of a machine on which AWS has reported so many events. */
const openConcerned = async (events: number) => {
  const world = createWorld();
  await world.alarm('errors', { service: 'orders', severity: 'SEV3' });
  const earlier = await world.incident();
  await world.pass(MINUTE);
  await world.send(cpuAlarm(world.now()));
  const later = (await world.incidents()).find(({ id }) => id !== earlier.id);
  if (later === undefined) throw new Error('the second alarm joined the first incident');
  for (let n = 0; n < events; n++) {
    await world.send(publicEvent(world.now(), { n }));
    await world.pass(2 * MINUTE);
  }
  return { world, earlier, later };
};

const idsIn = ({ awsEvents = [] }: { readonly awsEvents?: readonly { readonly id: string }[] }) =>
  awsEvents.map(({ id }) => id);

test('what AWS has reported on the later incident stands in the earlier one, and its messages say so', async () => {
  const { world, earlier, later } = await openConcerned(1);
  await world.act(later, { kind: 'merge', into: earlier.id });
  const there = idsIn(await stateOf(world, later));
  expect(there).toHaveLength(1);
  expect(idsIn(await stateOf(world, earlier))).toEqual(there);
  await world.pass(10 * MINUTE);
  const pages = world.publisher.published.filter(({ outgoing }) => outgoing.incident.id === earlier.id);
  expect(idsIn(pages.at(-1)?.outgoing.incident ?? {})).toEqual(there);
});

test('of both the last reported are kept, each once', async () => {
  const { world, earlier, later } = await openConcerned(MAX_AWS_EVENTS);
  const there = (await stateOf(world, later)).awsEvents ?? [];
  const [first] = there;
  const before = await stateOf(world, earlier);
  const ofItsOwn = { id: 'own', service: 'RDS', region: 'eu-west-1', code: 'AWS_RDS_ISSUE', atMs: 0 };
  const awsEvents = first === undefined ? [ofItsOwn] : [ofItsOwn, first];
  world.records.incidents.set(earlier.id, { ...before, awsEvents });
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect(idsIn(await stateOf(world, earlier))).toEqual(idsIn({ awsEvents: there }));
});

test('an event that comes after the merger is told where the signal stands now', async () => {
  const { world, earlier, later } = await openConcerned(0);
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.send(publicEvent(world.now()));
  await world.pass(2 * MINUTE);
  expect(idsIn(await stateOf(world, earlier))).toHaveLength(1);
  expect(idsIn(await stateOf(world, later))).toEqual([]);
});
