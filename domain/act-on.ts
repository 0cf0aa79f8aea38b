import { mitigate, resolve } from './clear.ts';
import type { Act, Command, RefusalReason, Saying } from './command.ts';
import { announce, type Context, change, type Draft, startDraft, tell } from './draft.ts';
import { startEpisode, stopRungs } from './escalation.ts';
import { type Incident, isOpen, MAX_REQUESTS, type Said, type Statement } from './incident.ts';
import { reopen, setSeverity } from './join.ts';
import { page } from './page.ts';
import { settleMilestones } from './settle-milestones.ts';
import { isWorse } from './severity.ts';
import { fire, type Trigger } from './triggers.ts';

export type Decision =
  | { readonly outcome: 'decided'; readonly draft: Draft }
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly text: string };

/** What a person's command makes of an incident, or why it makes no sense now. */
export const actOn = (incident: Incident, act: Act, context: Context): Decision => {
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

/** The next rung now, and its clock from now; an acknowledgement goes on holding back those after it. */
export const nextRungNow = (draft: Draft): void => {
  const { escalation, episode } = draft.incident;
  const rung = escalation.policy.rungs[escalation.nextRung];
  if (rung === undefined) return;
  page(draft, rung.audiences, { rung: rung.id, reason: 'escalated' });
  const { nextAtMs: _, ...rest } = draft.incident.escalation;
  const clock =
    episode.acknowledgedAtMs === undefined ? { nextAtMs: draft.context.nowMs + rung.timeoutMs } : {};
  change(draft, { escalation: { ...rest, nextRung: escalation.nextRung + 1, ...clock } });
};

const remember = (draft: Draft, { request }: Act): void => {
  if (!request) return;
  const requests = [...draft.incident.requests, { ...request, atMs: draft.context.nowMs }];
  change(draft, { requests: requests.slice(-MAX_REQUESTS) });
};

/** Writes down what a person says, and does what settled.md's tables give a statement. */
export const say = (draft: Draft, { facts, scenario, statements }: Saying, by: string): void => {
  if (facts && Object.keys(facts).length > 0) {
    const said: Said = { ...draft.incident.said };
    for (const [name, value] of Object.entries(facts)) {
      if (value === null) Reflect.deleteProperty(said, name);
      else Reflect.set(said, name, value);
    }
    change(draft, { said });
    tell(draft, 'facts', `Said: ${Object.keys(facts).join(', ')}`, { by });
  }
  if (scenario !== undefined && scenario !== draft.incident.scenario) {
    change(draft, { scenario });
    tell(draft, 'scenario-changed', `Scenario: ${scenario}`, { by, reason: 'said-by-person' });
    if (scenario === 'security') fire(draft, 'security-incident', by);
  }
  for (const statement of statements ?? []) state(draft, statement, by);
};

const state = (draft: Draft, statement: Statement, by: string): void => {
  const { said } = draft.incident;
  if (said.statements?.some((other) => other.statement === statement)) return;
  const stated = { statement, by, atMs: draft.context.nowMs };
  change(draft, { said: { ...said, statements: [...(said.statements ?? []), stated] } });
  tell(draft, 'statement', `Stated: ${statement.replaceAll('-', ' ')}`, { by, reason: statement });
  if (!isOpen(draft.incident)) return;
  const trigger = triggerOf[statement];
  if (trigger) fire(draft, trigger, by);
  raiseFor(draft, statement, by);
};

/** Statements that page at once; the unknown cause and the unavailable database wait for their clocks. */
const triggerOf: Readonly<Partial<Record<Statement, Trigger>>> = {
  'data-loss-suspected': 'data-loss',
  'replication-failed': 'replication-failure',
  'breach-confirmed': 'breach-confirmed',
  'compromise-confirmed': 'compromise-confirmed',
  'regulatory-notification-required': 'regulatory',
  'scaling-non-functional': 'scaling-down',
  'limits-block-scaling': 'limits-block-scaling',
};

/** Severities by statement: P, "Severity Levels"; settled.md, "Fix failed". None ever lowers. */
const severityOf: Readonly<Partial<Record<Statement, 'SEV1' | 'SEV2'>>> = {
  'data-loss-suspected': 'SEV1',
  'breach-confirmed': 'SEV1',
  'compromise-confirmed': 'SEV1',
  'recovery-over-4h': 'SEV1',
  'recovery-2h-to-4h': 'SEV2',
  'fix-failed': 'SEV2',
};

const raiseFor = (draft: Draft, statement: Statement, by: string): void => {
  const severity = severityOf[statement];
  if (severity === undefined) return;
  const { incident } = draft;
  if (isWorse(severity, incident.severity))
    setSeverity(draft, severity, statement, `stated: ${statement.replaceAll('-', ' ')}`, by);
  else if (statement === 'fix-failed') nextRungNow(draft);
};
