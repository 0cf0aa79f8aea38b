import { expect, test } from 'vitest';
import { MAX_LINKS } from '../../domain/incident/related.ts';
import { createWorld } from './world.ts';

test('a link that its own incident refuses leaves nothing on the other one', async () => {
  const world = createWorld();
  for (let n = 0; n <= MAX_LINKS + 1; n++) await world.alarm(`alarm-${n}`, { service: `service-${n}` });
  const [full, ...others] = await world.incidents();
  if (full === undefined) throw new Error('no incident');
  const last = others.at(-1);
  if (last === undefined) throw new Error('no other incident');
  for (const other of others.slice(0, MAX_LINKS)) {
    const answer = await world.act(full, { kind: 'link', to: other.id });
    expect(answer.outcome).toBe('done');
  }
  expect(await world.act(full, { kind: 'link', to: last.id })).toMatchObject({ reason: 'too-many-links' });
  expect((await world.shell.store.read(last.id))?.links).toBeUndefined();
});
