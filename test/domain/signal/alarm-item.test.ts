import { expect, test } from 'vitest';
import { takeHome } from '../../../domain/signal/alarm-item.ts';
import { orderOf } from '../../../domain/signal/order.ts';
import { START, transitionOf } from '../../behaviour/world.ts';

const home = { key: 'availability|checkout', generation: 1 };
const MITIGATED = START + 10_000;

test('an alarm that comes anew keeps the mitigation that it met, so that a crash does not lose it (I3)', () => {
  const first = transitionOf('errors', START);
  const item = takeHome(undefined, home, orderOf(first), first);
  const anew = transitionOf('errors', START + 5_000, { more: { previousState: 'INSUFFICIENT_DATA' } });
  expect(takeHome(item, home, orderOf(anew), anew, MITIGATED)).toMatchObject({
    joined: orderOf(anew),
    metMitigationAtMs: MITIGATED,
  });
  const known = transitionOf('errors', START + 5_000, { more: { previousState: 'OK' } });
  expect(takeHome(item, home, orderOf(known), known, MITIGATED).metMitigationAtMs).toBeUndefined();
});
