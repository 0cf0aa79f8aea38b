import { addEntry, change, type Draft } from '../incident/draft.ts';
import { isOpen } from '../incident/incident.ts';
import { STAKEHOLDERS } from '../kernel/audiences.ts';
import { heldUntil, outsideQuietHours, responseStartMs } from '../notice/held-back.ts';
import { tellAll, tellOne } from '../notice/tell-audiences.ts';
import { type Clock, type Facts, type SignalCounts, unaffected } from './clock.ts';
import { expectExpiry } from './expiry-check.ts';

/**
 * Every 15 minutes while active, then hourly; what was missed in a pause is skipped. In quiet hours the signals are
 * looked at each hour, and nobody is told. docs/requirements.md, Clocks.
 */
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
  if (counted) noteCount(draft, counted);
  const untilMs = heldUntil(incident, context.nowMs);
  if (untilMs !== undefined) lookAgain(draft, untilMs);
  else tellUpdate(draft);
};

const tellUpdate = (draft: Draft): void => {
  const { incident, context } = draft;
  const { clocks } = context.configuration;
  const sent = incident.updates.sent + 1;
  const everyMs = sent < clocks.updatesBeforeHourly ? clocks.updateEveryMs : clocks.updateLaterEveryMs;
  change(draft, { updates: { sent, nextAtMs: context.nowMs + everyMs } });
  tellAll(draft, 'update', 'status-update');
  addEntry(draft, 'notice', `Status update ${sent}`, { reason: 'status-update' });
};

const noteCount = (draft: Draft, { active, total }: SignalCounts): void => {
  const joined = total - draft.incident.signalsSeen;
  change(draft, { signalsSeen: total, standingSeen: active, signalsSeenAtMs: draft.context.nowMs });
  if (joined > 0)
    addEntry(
      draft,
      'signals-joined',
      `${joined} more ${joined === 1 ? 'signal' : 'signals'} joined, ${total} in all`,
    );
};

/** The first update after quiet hours that held the first page back comes as long after that page as ever. */
const lookAgain = (draft: Draft, quietUntilMs: number): void => {
  const { incident, context } = draft;
  const { updateEveryMs, updateLaterEveryMs } = context.configuration.clocks;
  const { responseFromMs } = incident;
  const firstMs =
    responseFromMs === undefined ? quietUntilMs : Math.max(quietUntilMs, responseFromMs + updateEveryMs);
  const nextMs = context.nowMs + updateLaterEveryMs;
  const nextAtMs = nextMs < quietUntilMs ? nextMs : firstMs;
  change(draft, { updates: { ...incident.updates, nextAtMs } });
};

/** Stakeholders are told at T+30, once. docs/requirements.md, Clocks. */
export const stakeholdersClock: Clock = {
  name: 'stakeholders',
  dueAtMs: (incident, { clocks }) =>
    isOpen(incident) && incident.stakeholdersNoticeAtMs === undefined
      ? outsideQuietHours(incident, responseStartMs(incident) + clocks.stakeholdersMs)
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
