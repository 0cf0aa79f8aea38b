import { addEntry, change, type Draft } from '../incident/draft.ts';
import { isOpen } from '../incident/incident.ts';
import { STAKEHOLDERS } from '../kernel/audiences.ts';
import { tellAll, tellOne } from '../notice/tell-audiences.ts';
import { type Clock, type Facts, unaffected } from './clock.ts';
import { expectExpiry } from './expiry-check.ts';

/** Every 15 minutes while active, then hourly; what was missed in a pause is skipped. docs/requirements.md, Clocks. */
export const updateClock: Clock = {
  name: 'status-update',
  dueAtMs: (incident) => (isOpen(incident) ? incident.updates.nextAtMs : undefined),
  needs: ['census'],
  run: (draft, facts) => {
    // Finds a signal that was written during a look at expiries, or by a function that crashed afterwards.
    if (facts.nextExpiryAtMs !== undefined) expectExpiry(draft, [facts.nextExpiryAtMs]);
    sendUpdate(draft, facts);
  },
  on: {
    ...unaffected,
    reopened: (draft) => {
      const { nowMs, configuration } = draft.context;
      const nextAtMs = nowMs + configuration.clocks.updateEveryMs;
      change(draft, { updates: { ...draft.incident.updates, nextAtMs } });
    },
  },
};

const sendUpdate = (draft: Draft, { counted }: Facts): void => {
  const { incident, context } = draft;
  const { clocks } = context.configuration;
  const sent = incident.updates.sent + 1;
  const everyMs = sent < clocks.updatesBeforeHourly ? clocks.updateEveryMs : clocks.updateLaterEveryMs;
  change(draft, { updates: { sent, nextAtMs: context.nowMs + everyMs } });
  if (counted) {
    const joined = counted.total - incident.signalsSeen;
    change(draft, {
      signalsSeen: counted.total,
      standingSeen: counted.active,
      signalsSeenAtMs: context.nowMs,
    });
    if (joined > 0)
      addEntry(
        draft,
        'signals-joined',
        `${joined} more ${joined === 1 ? 'signal' : 'signals'} joined, ${counted.total} in all`,
      );
  }
  tellAll(draft, 'update', 'status-update');
  addEntry(draft, 'notice', `Status update ${sent}`, { reason: 'status-update' });
};

/** Stakeholders are told at T+30, once. docs/requirements.md, Clocks. */
export const stakeholdersClock: Clock = {
  name: 'stakeholders',
  dueAtMs: (incident, { clocks }) =>
    isOpen(incident) && incident.stakeholdersNoticeAtMs === undefined
      ? incident.openedAtMs + clocks.stakeholdersMs
      : undefined,
  needs: [],
  run: (draft) => {
    change(draft, { stakeholdersNoticeAtMs: draft.context.nowMs });
    const { contacts = 0 } = draft.context.configuration.audiences[STAKEHOLDERS] ?? {};
    if (contacts > 0) tellOne(draft, STAKEHOLDERS, 'stakeholders', 'stakeholders');
    const text = contacts > 0 ? 'Telling stakeholders' : 'Stakeholders have no contact: nobody is told';
    addEntry(draft, 'notice', text, { reason: contacts > 0 ? 'stakeholders' : 'no-contact' });
  },
  on: unaffected,
};
