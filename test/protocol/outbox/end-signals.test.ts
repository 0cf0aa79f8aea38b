import { expect, test } from 'vitest';
import { drain } from '../../../protocol/outbox/drain.ts';
import { START, transitionOf } from '../../behaviour/world.ts';
import { owed, owing } from './owing.ts';

test('a person’s resolution ends what never says OK and had begun by then', async () => {
  const { world, incident } = await owing({});
  for (const [name, kind, at] of [
    ['before', 'scaling', START + 1],
    ['after', 'scaling', START + 2],
    ['alarm', 'alarm', START],
  ] as const)
    await world.send(transitionOf(name, at, { kind, severity: 'SEV3' }));
  const ends = { ends: owed({ kind: 'end-signals', beforeMs: START + 1 }) };
  const state = { ...(await world.incident()), outbox: ends };
  await drain(world.shell, state, ['ends']);
  const signals = [...world.records.signalsOf(incident.id).values()];
  expect(signals.filter(({ active }) => !active)).toMatchObject([
    { name: 'before', reason: 'ended-by-person' },
  ]);
});
