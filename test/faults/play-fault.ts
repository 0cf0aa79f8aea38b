import { configured, createWorld, MINUTE, SECOND, type World } from '../behaviour/world.ts';
import { type Fault, type Invoked, invoke } from './fault.ts';
import { type Scenario, waits } from './scenario.ts';

/**
 * How long a run goes on after the invocation: past rungs and their repeats, a status update, clearing and resolution, the
 * look at what was resolved while it stood; and 3.5 minutes away from any deadline, more than a recovery takes.
 */
const REST_MS = 23.5 * MINUTE;
/** A message that was not answered shows again after this. */
const VISIBILITY_MS = 61 * SECOND;

export interface Played {
  readonly world: World;
  readonly invoked: Invoked;
}

const configuration = configured(waits);

/** When what failed is tried again. */
export type Retry = 'at once' | 'later';

/** Plays a scenario to its rest, with one fault or none. `plant` puts a mistake in. */
export const playFault = async (
  scenario: Scenario,
  fault?: Fault,
  retry: Retry = 'at once',
  plant: (shell: World['shell']) => World['shell'] = (shell) => shell,
): Promise<Played> => {
  const world = createWorld(configuration);
  await scenario.before(world);
  world.shell = plant(world.shell);
  const untilMs = world.now() + REST_MS;
  const work = (shell: World['shell']) => scenario.work(world, shell);
  const invoked = await invoke(world.shell, work, fault);
  if (fault !== undefined && comesAgain(scenario, invoked)) {
    if (retry === 'later') await world.pass(VISIBILITY_MS);
    const again = await invoke(world.shell, work);
    if (again.ended !== 'done') throw new Error(`the second try ${again.ended}`);
  }
  await world.pass(untilMs - world.now());
  return { world, invoked };
};

/** Whether trying again later differs from trying again at once: somebody tries again because nobody answered. */
export const mayComeLater = ({ source }: Scenario, { ended }: Invoked): boolean =>
  source !== 'clock' && ended !== 'done';

/** Queues deliver what was done once more too: at least once means sometimes twice. */
const comesAgain = ({ source }: Scenario, { ended }: Invoked): boolean =>
  source === 'queue' || (source === 'person' && ended !== 'done');
