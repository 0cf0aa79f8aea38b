import type { Saying } from '../../domain/incident/command.ts';
import type { Command } from '../../domain/lifecycle/commands.ts';
import { act } from '../../protocol/command/act.ts';
import { declareIncident } from '../../protocol/intake/declare.ts';
import type { History } from './history.ts';
import { commands, longCommands, statements } from './plan.ts';
import type { Acting, Declared, Watch } from './watch.ts';

/** Somebody acts on an incident whose page went out, or declares one. */
export const startPerson = (history: History): void => {
  const ids = history.watch.published.map(({ incidentId }) => incidentId);
  if (ids.length === 0 || history.random.chance(0.15)) startDeclaring(history);
  else startActing(history, ids);
};

const startActing = (history: History, ids: readonly string[]): void => {
  const { random, scheduler, watch } = history;
  const isAgain = watch.acts.length > 0 && random.chance(0.2);
  const acting = isAgain ? random.pick(watch.acts) : newAct(history, ids);
  if (!isAgain) watch.acts.push(acting);
  const { incidentId, act: asked } = acting;
  scheduler.start(`person:${asked.command.kind}`, async (self) => {
    const answer = await act(history.shellOf(self), incidentId, asked);
    if (answer.outcome !== 'done') return;
    acting.isAnswered = true;
    const { number, acknowledgedAtMs, acknowledgedUntilMs } = answer.incident.episode;
    const episode = `${incidentId}.${number}`;
    if (acknowledgedUntilMs === undefined) watch.acknowledgedUntil.delete(episode);
    else watch.acknowledgedUntil.set(episode, acknowledgedUntilMs);
    if (acknowledgedAtMs !== undefined && !watch.acknowledgedAtStep.has(episode))
      watch.acknowledgedAtStep.set(episode, scheduler.steps());
  });
};

/** Each request has a key of its own: it may be sent again, and does nothing then. */
const newAct = (history: History, ids: readonly string[]): Acting => {
  const { random, watch, isLong } = history;
  const incidentId = random.pick(ids);
  const others = [...new Set(ids)].filter((id) => id !== incidentId);
  if (history.isMerging && others.length > 0 && random.chance(0.6))
    return asking(watch, incidentId, { kind: 'merge', into: random.pick(others) });
  // Who follows a link to an incident that another has taken the place of, mostly wants it back.
  const isPast = incidentId !== ids.at(-1) && random.chance(0.5);
  const command: Command = isPast ? { kind: 'reopen' } : random.pick(isLong ? longCommands : commands);
  if (command.kind === 'resolve') watch.resolvedByPerson = true;
  if (command.kind === 'set-severity') watch.severitySetByPerson = true;
  const states = command.kind === 'say' || random.chance(0.1);
  const say = states ? { statements: [random.pick(statements)] } : undefined;
  return asking(watch, incidentId, command, say);
};

const asking = (watch: Watch, incidentId: string, command: Command, say?: Saying): Acting => {
  const n = watch.acts.length;
  const request = { key: `act-${n}`, fingerprint: 'same' };
  const asked = { by: 'ada', command, note: `note ${n}`, request, ...(say ? { say } : {}) };
  return { incidentId, act: asked, isAnswered: false };
};

/** A request is often sent again with its key: nobody answered in time, or the answer was lost on its way. */
const startDeclaring = (history: History): void => {
  const { random, scheduler, watch } = history;
  const known = [...watch.declared.values()];
  const declared =
    known.length > 0 && random.chance(0.6) ? random.pick(known) : newDeclaration(history, known.length);
  const { declaration } = declared;
  watch.declared.set(declaration.title, declared);
  scheduler.start(`person:declare ${declaration.title}`, async (self) => {
    const { outcome } = await declareIncident(history.shellOf(self), declaration);
    if (outcome !== 'refused') declared.isAnswered = true;
  });
};

const newDeclaration = ({ random }: History, n: number): Declared => ({
  declaration: {
    by: 'ada',
    title: `declared-${n}`,
    service: random.chance(0.8) ? 'checkout' : 'payments',
    severity: random.pick(['SEV1', 'SEV2', 'SEV3'] as const),
    scenario: 'outage',
    request: { key: `request-${n}`, fingerprint: 'same' },
  },
  isAnswered: false,
});
