import { settleMilestones } from '../clocks/settle-milestones.ts';
import { page } from '../escalation/page.ts';
import { nextRungNow, startEpisode, stopRungs } from '../escalation/rungs.ts';
import { announce, type Context, change, type Draft, startDraft, tell } from '../incident/draft.ts';
import { type Incident, isOpen, MAX_REQUESTS } from '../incident/incident.ts';
import { beginClearing, mayClear, mitigate, resolve } from './clear.ts';
import type { Act, Command, RefusalReason } from './command.ts';
import { reopen } from './join.ts';
import { say } from './say.ts';
import { setSeverity } from './set-severity.ts';

export type Decision =
  | { readonly outcome: 'decided'; readonly draft: Draft }
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly text: string };

/**
 * What a person's command makes of an incident, or why it makes no sense now. `isClear`: no signal stands, looked at
 * for a reopening only, whose hold then begins with the same commit.
 */
export const actOn = (incident: Incident, act: Act, context: Context, isClear = false): Decision => {
  const before = incident.requests.find(({ key }) => key === act.request?.key);
  if (before) {
    if (before.fingerprint === act.request?.fingerprint) return { outcome: 'repeated' };
    return refuse(
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request: take a new one',
    );
  }
  const draft = startDraft(incident, context);
  const refusal = obey(draft, act);
  if (refusal) return refusal;
  if (act.say) say(draft, act.say, act.by);
  if (act.note) tell(draft, 'note', act.note, { by: act.by });
  if (!draft.changed) return { outcome: 'repeated' };
  if (isClear && act.command.kind === 'reopen' && mayClear(draft.incident)) beginClearing(draft);
  settleMilestones(draft);
  remember(draft, act);
  return { outcome: 'decided', draft };
};

type Refusal = Extract<Decision, { outcome: 'refused' }>;

const refuse = (reason: RefusalReason, text: string): Refusal => ({ outcome: 'refused', reason, text });

const obey = (draft: Draft, { command, by }: Act): Refusal | undefined => {
  const { incident } = draft;
  const wantsOpen: readonly Command['kind'][] = [
    'acknowledge',
    'mitigate',
    'resolve',
    'escalate',
    'set-severity',
  ];
  if (wantsOpen.includes(command.kind) && !isOpen(incident)) return notOpen(incident);
  switch (command.kind) {
    case 'note':
    case 'say':
      return undefined;
    case 'acknowledge':
      return acknowledge(draft, by);
    case 'set-severity':
      if (command.severity !== incident.severity)
        setSeverity(draft, command.severity, 'set-by-person', 'set by a person', by);
      return undefined;
    case 'mitigate':
      if (incident.status !== 'mitigated') mitigate(draft, by, 'said-by-person');
      return undefined;
    case 'resolve':
      resolve(draft, by, 'resolved-by-person');
      return undefined;
    case 'reopen':
      return reopenByHand(draft, by);
    case 'close':
      return close(draft, by);
    case 'escalate':
      return escalateByHand(draft, by, command.audiences);
  }
};

const notOpen = ({ status, id }: Incident): Refusal =>
  status === 'closed'
    ? refuse('already-closed', `Incident ${id} is closed: declare a new one`)
    : refuse('already-resolved', `Incident ${id} is resolved: reopen it first`);

const acknowledge = (draft: Draft, by: string): undefined => {
  const { episode, firstAcknowledgedAtMs } = draft.incident;
  if (episode.acknowledgedAtMs !== undefined) return;
  const { nowMs } = draft.context;
  stopRungs(draft);
  change(draft, {
    episode: { ...episode, acknowledgedAtMs: nowMs, acknowledgedBy: by },
    firstAcknowledgedAtMs: firstAcknowledgedAtMs ?? nowMs,
  });
  tell(draft, 'acknowledged', 'Acknowledged', { by });
  announce(draft, 'incident.acknowledged', by);
};

const reopenByHand = (draft: Draft, by: string): Refusal | undefined => {
  const { incident } = draft;
  if (incident.sealed !== undefined) return refuse('superseded', supersededText(incident));
  if (isOpen(incident))
    return refuse(
      'not-resolved',
      `Incident ${incident.id} is ${incident.status}: there is nothing to reopen`,
    );
  reopen(draft, 'reopened-by-person', 'Reopened', by);
  startEpisode(draft, 'reopened');
  return undefined;
};

const supersededText = ({ id, sealed }: Incident): string =>
  sealed === 'closed'
    ? `Incident ${id} is closed for good: declare a new one`
    : `A later incident of the same service has taken the place of ${id}`;

const close = (draft: Draft, by: string): Refusal | undefined => {
  const { incident, context } = draft;
  if (isOpen(incident))
    return refuse('not-resolved', `Incident ${incident.id} is ${incident.status}: resolve it first`);
  if (incident.status === 'closed')
    return refuse('already-closed', `Incident ${incident.id} is closed already`);
  change(draft, { status: 'closed', sealed: incident.sealed ?? 'closed', closedAtMs: context.nowMs });
  tell(draft, 'closed', 'Closed', { by });
  announce(draft, 'incident.closed', by);
  return undefined;
};

/** Without names: the next rung at once, whether or not its time has come. */
const escalateByHand = (draft: Draft, by: string, audiences?: readonly string[]): Refusal | undefined => {
  const { incident, context } = draft;
  const unknown = audiences?.filter((name) => context.configuration.audiences[name] === undefined) ?? [];
  if (unknown.length > 0) {
    const known = Object.keys(context.configuration.audiences).join(', ');
    return refuse('unknown-audience', `No audience is called ${unknown.join(', ')}: there are ${known}`);
  }
  const rung = incident.escalation.policy.rungs[incident.escalation.nextRung];
  if (audiences === undefined && rung === undefined)
    return refuse('nobody-left-to-page', 'Every rung has been paged: name audiences');
  tell(draft, 'escalated', 'Escalated', { reason: 'by-person', by });
  announce(draft, 'incident.escalated', by, 'by-person');
  if (audiences) page(draft, audiences, { rung: `by-hand-${incident.version + 1}`, reason: 'by-person' });
  else nextRungNow(draft);
  return undefined;
};

const remember = (draft: Draft, { request }: Act): void => {
  if (!request) return;
  const requests = [...draft.incident.requests, { ...request, atMs: draft.context.nowMs }];
  change(draft, { requests: requests.slice(-MAX_REQUESTS) });
};
