import type { Incident } from '../../domain/incident/incident.ts';
import { MINUTE, type World } from './world.ts';

/** An incident of `checkout`, and a minute later one of `payments`. */
export const openTwo = async (
  world: World,
  severities: { readonly earlier?: string; readonly later?: string } = {},
): Promise<{ readonly earlier: Incident; readonly later: Incident }> => {
  await world.alarm('errors', { severity: severities.earlier ?? 'SEV3' });
  const earlier = await world.incident();
  await world.pass(MINUTE);
  await world.alarm('refusals', { ...payments, severity: severities.later ?? 'SEV3' });
  const later = (await world.incidents()).find(({ id }) => id !== earlier.id);
  if (later === undefined) throw new Error('the second alarm joined the first incident');
  return { earlier, later };
};

/** Of the later incident's alarms. */
export const payments = { service: 'payments' } as const;

/** The incident as the record has it now. */
export const stateOf = async (world: World, { id }: { readonly id: string }): Promise<Incident> => {
  const state = await world.shell.store.read(id);
  if (state === undefined) throw new Error(`there is no incident ${id}`);
  return state;
};

/** Names of the signals that stand in an incident. */
export const standingIn = async (world: World, { id }: { readonly id: string }): Promise<readonly string[]> =>
  (await world.shell.store.standing(id, 100)).map(({ name }) => name).sort();
