import { expect, test } from 'vitest';
import { createWorld } from '../behaviour/world.ts';
import { createRandom } from '../simulation/random.ts';
import { conflict } from './conflicts.ts';
import { flows } from './flows.ts';
import { interleave, type Pick, type Ran } from './interleave.ts';
import type { PortCall } from './port-calls.ts';
import { playSchedules } from './schedules.ts';

const [flow] = flows;

test('a schedule drawn at random differs from one that was played in the order of independent calls alone', async () => {
  const played = new Set<string>();
  const covered = await playSchedules(async (pick) => {
    const order = await play(pick);
    if (order !== undefined) played.add(order);
    return order !== undefined;
  }, 1_000);
  expect(covered).toEqual({ played: played.size, all: true });
  const random = createRandom(1);
  const drawn = new Set<string | undefined>();
  for (let n = 0; n < 150; n++) drawn.add(await play((waiting) => random.pick(waiting)));
  expect(drawn.size).toBeGreaterThan(10);
  expect([...drawn].filter((order) => order === undefined || !played.has(order))).toEqual([]);
});

const play = async (pick: Pick): Promise<string | undefined> => {
  const world = createWorld();
  await flow?.before(world);
  const works = (flow?.workers ?? []).map(({ run }) => ({
    run: (shell: typeof world.shell) => run(world, shell),
  }));
  const ran = await interleave(world.shell, works, pick, () => {});
  return ran && orderOfConflicts(ran);
};

/** Which of each two conflicting calls came first: the same for schedules that nobody can tell apart. */
const orderOfConflicts = ({ order, calls }: Ran): string => {
  const times = new Map<string, number>();
  const labels = calls.map((call, step) => {
    const label = `${order[step]?.split(':')[0]} ${labelOf(call)}`;
    times.set(label, (times.get(label) ?? 0) + 1);
    return `${label} ${times.get(label)}`;
  });
  const pairs = calls.flatMap((earlier, step) =>
    calls.flatMap((later, n) =>
      n > step && conflict(earlier, later) ? [`${labels[step]} < ${labels[n]}`] : [],
    ),
  );
  return pairs.sort().join('\n');
};

const labelOf = ({ name, args }: PortCall): string => {
  const ids = args.map((value) =>
    typeof value === 'string'
      ? value
      : (Reflect.get(Object(value), 'id') ?? Reflect.get(Object(value), 'signalId')),
  );
  return `${name} ${ids.join(' ')}`;
};
