import { type CommandRow, type Refusal, refuse } from '../incident/command.ts';
import { addEntry, announce, change, type Draft } from '../incident/draft.ts';
import { clockText } from '../kernel/duration-text.ts';
import { nextRungNow, pageByHand } from './rungs.ts';

/** So often may people escalate an incident within an hour: a program in a loop must not wake everybody for ever. */
const MAX_AN_HOUR = 10;
const HOUR_MS = 3_600_000;

/**
 * Pages these audiences. Without names, pages the next rung at once, even before its time. Whom it pages after an
 * acknowledgement has to answer in time, too.
 */
export const escalate: CommandRow<{
  readonly kind: 'escalate';
  readonly audiences?: readonly string[];
}> = {
  wantsOpen: true,
  refuses: ['unknown-audience', 'nobody-left-to-page', 'escalated-too-often'],
  decide: (draft, { audiences }, by) => {
    const { incident, context } = draft;
    const unknown = audiences?.filter((name) => context.configuration.audiences[name] === undefined) ?? [];
    if (unknown.length > 0) {
      const known = Object.keys(context.configuration.audiences).join(', ');
      return refuse('unknown-audience', `No audience is called ${unknown.join(', ')}: there are ${known}`);
    }
    const rung = incident.escalation.policy.rungs[incident.escalation.nextRung];
    if (audiences === undefined && rung === undefined)
      return refuse('nobody-left-to-page', 'Every rung has been paged: name audiences');
    const tooOften = countByHand(draft);
    if (tooOften) return tooOften;
    addEntry(draft, 'escalated', 'Escalated', { reason: 'by-person', by });
    announce(draft, 'incident.escalated', by, 'by-person');
    if (audiences) pageByHand(draft, audiences);
    else nextRungNow(draft);
    return undefined;
  },
};

const countByHand = (draft: Draft): Refusal | undefined => {
  const { nowMs } = draft.context;
  const recent = (draft.incident.escalatedByHandAtMs ?? []).filter((atMs) => atMs > nowMs - HOUR_MS);
  const [first] = recent;
  if (first !== undefined && recent.length >= MAX_AN_HOUR) {
    const again = clockText(first + HOUR_MS);
    return refuse(
      'escalated-too-often',
      `Escalated ${MAX_AN_HOUR} times within an hour: wait until ${again}, or call people directly`,
    );
  }
  change(draft, { escalatedByHandAtMs: [...recent, nowMs] });
  return undefined;
};
