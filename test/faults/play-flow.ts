import { expect } from 'vitest';
import { configured, createWorld, MINUTE, type World } from '../behaviour/world.ts';
import { type Flow, flowWaits } from './flow.ts';
import { acknowledgedEpisodes, checkOpen, checkRest, checkWorkers, rungPages } from './flow-checks.ts';
import { interleave, type Pick } from './interleave.ts';

const REST_MS = 15 * MINUTE;

const configuration = configured(flowWaits);

interface Twist {
  /** Puts a mistake in. */
  readonly plant?: (shell: World['shell']) => World['shell'];
  /** This worker ends without an answer after this call of its own. */
  readonly ending?: { readonly worker: number; readonly call: number };
}

/** One schedule, who ended without an answer once more, then rest. Throws what was found, with the schedule. */
export const playFlow = async (flow: Flow, pick: Pick, { plant, ending }: Twist = {}): Promise<boolean> => {
  const world = createWorld(configuration);
  await flow.before(world);
  if (plant) world.shell = plant(world.shell);
  const works = flow.workers.map(({ run }, worker) => ({
    run: (shell: World['shell']) => run(world, shell),
    endsAfter: ending?.worker === worker ? ending.call : undefined,
  }));
  const steps: string[] = [];
  const noting: Pick = (waiting, step) => {
    const picked = pick(waiting, step);
    if (picked) steps.push(`${picked.worker} ${picked.call.name}`);
    return picked;
  };
  try {
    const ran = await interleave(world.shell, works, noting, () => checkOpen(world));
    if (ran === undefined) return false;
    checkWorkers(flow, world, ran);
    const acknowledged = acknowledgedEpisodes(world);
    const published = world.publisher.published.length;
    for (const [worker, { comesAgain, run }] of flow.workers.entries())
      if (ran.ended[worker] === undefined && comesAgain) await run(world, world.shell);
    await world.pass(REST_MS);
    checkOpen(world);
    checkRest(flow, world);
    expect(
      rungPages(world, published).filter((page) => acknowledged.includes(page ?? '')),
      'paged, acknowledged (I5)',
    ).toEqual([]);
    return true;
  } catch (error) {
    throw new Error(`${flow.title}: ${String(error)}\n${steps.join('\n')}`, { cause: error });
  }
};
