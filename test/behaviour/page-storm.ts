import { createWorld, unexamined, type World } from './world.ts';

/** A world where an audience gets so few pages a minute by themselves; of three, one is for SEV1. */
export const tight = (pagesPerMinute = 3) => createWorld(unexamined(`pagesPerMinute: ${pagesPerMinute}\n`));

/** Alarms of so many services, one after another. */
export const storm = async (world: World, services: number, severity = 'SEV3', name = 'service') => {
  for (let n = 0; n < services; n++) await world.alarm(`${name}-${n}`, { service: `${name}-${n}`, severity });
};

export const toPrimary = ({ publisher }: World) =>
  publisher.published.filter(({ audience, kind }) => audience === 'primary' && kind === 'page');

/** Those that went out by themselves. */
export const singles = (world: World) => toPrimary(world).filter(({ digest }) => digest === undefined);
