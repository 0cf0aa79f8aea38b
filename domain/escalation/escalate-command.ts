import { type CommandRow, refuse } from '../incident/command.ts';
import { addEntry, announce } from '../incident/draft.ts';
import { own } from '../kernel/own.ts';
import { page } from './page.ts';
import { nextRungNow } from './rungs.ts';

/** Pages these audiences. Without names, pages the next rung at once, even before its time. */
export const escalate: CommandRow<{
  readonly kind: 'escalate';
  readonly audiences?: readonly string[];
}> = {
  wantsOpen: true,
  refuses: ['unknown-audience', 'nobody-left-to-page'],
  decide: (draft, { audiences }, by) => {
    const { incident, context } = draft;
    const unknown =
      audiences?.filter((name) => own(context.configuration.audiences, name) === undefined) ?? [];
    if (unknown.length > 0) {
      const known = Object.keys(context.configuration.audiences).join(', ');
      return refuse('unknown-audience', `No audience is called ${unknown.join(', ')}: there are ${known}`);
    }
    const rung = incident.escalation.policy.rungs[incident.escalation.nextRung];
    if (audiences === undefined && rung === undefined)
      return refuse('nobody-left-to-page', 'Every rung has been paged: name audiences');
    addEntry(draft, 'escalated', 'Escalated', { reason: 'by-person', by });
    announce(draft, 'incident.escalated', by, 'by-person');
    if (audiences) page(draft, audiences, { rung: `by-hand-${incident.version + 1}`, reason: 'by-person' });
    else nextRungNow(draft);
    return undefined;
  },
};
