import { describe, expect, test } from 'vitest';
import { MAX_LINKS } from '../../../domain/incident/related.ts';
import { createWorld, START } from '../../behaviour/world.ts';

const twoIncidents = async () => {
  const world = createWorld();
  await world.alarm('a', { service: 'cart' });
  await world.alarm('b', { service: 'search' });
  const [one, other] = await world.incidents();
  if (one === undefined || other === undefined) throw new Error('two incidents are missing');
  const linksOf = async (id: string) =>
    ((await world.shell.store.read(id))?.links ?? []).map(({ incidentId }) => incidentId);
  return { world, one, other, linksOf };
};

const to = (incidentId: string) => ({ kind: 'link', to: incidentId }) as const;

describe('a command', () => {
  test('is done once a request, and says that it was', async () => {
    const world = createWorld();
    await world.alarm('errors');
    const before = await world.incident();
    const request = { key: 'k', fingerprint: 'f' };
    const first = await world.act(before, 'acknowledge', { request });
    expect(first).toMatchObject({ outcome: 'done', repeated: false });
    const incident = await world.incident();
    const again = await world.act(before, 'acknowledge', { request });
    expect(again).toEqual({ outcome: 'done', incident, repeated: true });
  });

  test('that the record cannot answer fails as it does, and is no contention', async () => {
    const world = createWorld();
    await world.alarm('errors');
    const incident = await world.incident();
    const read = () => Promise.reject(new Error('down'));
    world.shell = { ...world.shell, store: { ...world.shell.store, read } };
    await expect(world.act(incident, 'acknowledge')).rejects.toThrow('down');
  });
});

describe('a command on two incidents', () => {
  test('is carried out on both', async () => {
    const { world, one, other, linksOf } = await twoIncidents();
    expect(await world.act(one, to(other.id))).toMatchObject({ outcome: 'done', incident: { id: one.id } });
    expect(await linksOf(one.id)).toEqual([other.id]);
    expect(await linksOf(other.id)).toEqual([one.id]);
  });

  test('leaves nothing on the other one where this one is not there, or refuses it', async () => {
    const { world, one, other, linksOf } = await twoIncidents();
    expect(await world.act({ id: 'none-1' }, to(other.id))).toEqual({ outcome: 'not-found' });
    expect(await world.act(one, to(one.id))).toMatchObject({
      reason: 'same-incident',
      incident: { id: one.id },
    });
    expect(await linksOf(other.id)).toEqual([]);
  });

  test('leaves nothing here where the other one is not there, or refuses it', async () => {
    const { world, one, other, linksOf } = await twoIncidents();
    expect(await world.act(one, to('none-1'))).toMatchObject({
      outcome: 'refused',
      reason: 'unknown-incident',
    });
    const links = Array.from({ length: MAX_LINKS }, (_, n) => ({
      incidentId: `x-${n}`,
      by: 'ada',
      atMs: START,
    }));
    world.records.incidents.set(other.id, { ...other, links });
    expect(await world.act(one, to(other.id))).toMatchObject({ reason: 'too-many-links' });
    expect(await linksOf(one.id)).toEqual([]);
  });
});
