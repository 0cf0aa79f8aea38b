import { type Refusal, refuse, refuseNotOpen } from '../incident/command.ts';
import {
  addEntry,
  type Context,
  change,
  type Draft,
  signNotices,
  startDraft,
  turn,
} from '../incident/draft.ts';
import { type Incident, isOpen, MAX_REQUESTS } from '../incident/incident.ts';
import { retiredText } from '../retention/tombstone.ts';
import { type Act, commandRow } from './commands.ts';
import { say } from './say.ts';

export type Decision =
  | { readonly outcome: 'decided'; readonly draft: Draft }
  | { readonly outcome: 'repeated' }
  | Refusal;

/**
 * Applies a person's command to an incident, or answers why it makes no sense now. `facts` are those that the
 * command's row asks for.
 */
export const actOn = (
  incident: Incident,
  act: Act,
  context: Context,
  facts: { readonly standing?: boolean } = {},
): Decision => {
  if (incident.retiredAtMs !== undefined) return refuse('retired', retiredText(incident));
  const before = incident.requests.find(({ key }) => key === act.request?.key);
  if (before) {
    if (before.fingerprint === act.request?.fingerprint) return { outcome: 'repeated' };
    return refuse(
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request: take a new one',
    );
  }
  const draft = startDraft(incident, context);
  const row = commandRow(act.command);
  if (row.wantsOpen && !isOpen(incident)) return refuseNotOpen(incident);
  const refusal = row.decide(draft, act.command, act.by);
  if (refusal) return refusal;
  if (act.say) say(draft, act.say, act.by);
  if (act.note) addEntry(draft, 'note', act.note, { by: act.by });
  if (!draft.changed) return { outcome: 'repeated' };
  row.conclude?.(draft, facts);
  signNotices(draft, act.by, act.note);
  turn(draft, 'decided');
  remember(draft, act);
  return { outcome: 'decided', draft };
};

const remember = (draft: Draft, { request }: Act): void => {
  if (!request) return;
  const requests = [...draft.incident.requests, { ...request, atMs: draft.context.nowMs }];
  change(draft, { requests: requests.slice(-MAX_REQUESTS) });
};
