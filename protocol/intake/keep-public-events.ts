import { isPublicEvent } from '../../domain/signal/aws-event.ts';
import type { Shell } from '../shell.ts';
import { guard, type Pass } from './batch.ts';
import type { Plan } from './plan.ts';

/** Nobody asks for it later. */
const KEPT_S = 7 * 86_400;

/** The item under which a public event of AWS waits for the sweep. */
export const awsEventId = (signalId: string): string => `aws-event:${signalId}`;

/**
 * A public event of AWS opens nothing and pages nobody. The sweep tells open incidents that it concerns; here it only
 * writes down that there is one. After everything else, since nobody waits for it. docs/adr/0030.
 */
export const keepPublicEvents = async (shell: Shell, pass: Pass): Promise<void> => {
  const events = pass.plans.filter(
    (plan) =>
      plan.kind === 'ignore' &&
      plan.reason === 'rule:health-public' &&
      plan.transition.state === 'ALARM' &&
      isPublicEvent(plan.transition.signal),
  );
  await Promise.all(events.map((plan) => guard([plan], pass, () => keep(shell, plan))));
};

const keep = async (shell: Shell, { transition, order }: Plan): Promise<void> => {
  const signalId = awsEventId(transition.signal.id);
  const nowMs = shell.now();
  const item = await shell.store.readAlarm(signalId);
  if (item !== undefined && item.order >= order) return;
  // Where somebody else was first, an event of the same id waits already.
  await shell.store.putAlarm(item, {
    signalId,
    order,
    active: false,
    transition,
    mutedUntilMs: nowMs,
    keptUntilMs: (Math.floor(nowMs / 1000) + KEPT_S) * 1000,
  });
};
