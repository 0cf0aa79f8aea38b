import { declaredBy } from '../../domain/classification/declared.ts';
import { keyOf } from '../../domain/correlation/correlation-key.ts';
import { addEntry, change, type Draft, signNotices } from '../../domain/incident/draft.ts';
import { MAX_REQUESTS } from '../../domain/incident/incident.ts';
import { serviceText } from '../../domain/kernel/service-text.ts';
import type { Declaration, DeclareResult } from '../../domain/lifecycle/command.ts';
import { say } from '../../domain/lifecycle/say.ts';
import type { Classification, Correlation } from '../../domain/signal/classification.ts';
import { orderOf } from '../../domain/signal/order.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { activeRecord } from '../../domain/signal/signal-record.ts';
import { incidentId, type Shell } from '../shell.ts';
import { followUp } from './follow-up.ts';
import { readView } from './group.ts';
import type { Raising } from './plan.ts';
import { raiseGroup } from './walk.ts';

/**
 * A person declares an incident. The declaration is a signal that stands until a person resolves; it goes through the
 * same walk as an alarm. The idempotency key names the signal, so that a repeated request finds what the first one
 * made.
 */
export const declareIncident = async (shell: Shell, declaration: Declaration): Promise<DeclareResult> => {
  const { by, request } = declaration;
  const plan = planOf(shell, declaration);
  const { key } = plan.arrival.correlation;
  const before = request && (await findRepeat(shell, plan, request.fingerprint));
  if (before) return before;
  const view = await readView(shell, [key], [plan]);
  const adorn = (draft: Draft) => adornWith(draft, declaration);
  const { outcomes, unfinished } = await raiseGroup(shell, { key, members: [plan], adorn, by }, view);
  await followUp(shell, unfinished);
  const outcome = outcomes.get(plan);
  const incident = outcome?.incidentId === undefined ? undefined : await shell.store.read(outcome.incidentId);
  if (
    incident === undefined ||
    outcome === undefined ||
    outcome.kind === 'ignored' ||
    outcome.kind === 'cleared'
  ) {
    return {
      outcome: 'refused',
      reason: 'too-much-contention',
      text: 'The incident could not be recorded: try again',
    };
  }
  return { outcome: outcome.kind, incident, repeated: false };
};

const planOf = (shell: Shell, declaration: Declaration): Raising => {
  const { title, severity, scenario, request, by } = declaration;
  const service = serviceText(declaration.service);
  const transition: Transition = {
    signal: {
      id: `declaration:${request?.key ?? shell.newId()}`,
      kind: 'declaration',
      name: title,
      account: '',
      region: '',
      tags: {},
      metrics: [],
      expressions: [],
      resources: [],
      facts: {},
    },
    state: 'ALARM',
    atMs: shell.now(),
  };
  const classification: Classification = {
    severity,
    scenario,
    rule: 'declared',
    reason: declaredBy(by),
  };
  const correlation: Correlation = { service, key: keyOf(service, scenario), component: service };
  const record = activeRecord(transition, correlation, shell.configuration, shell.now());
  return {
    kind: 'raise',
    transition,
    order: orderOf(transition),
    arrival: { transition, classification, correlation, record },
  };
};

/**
 * The incident that an earlier request with this key opened or joined, found by its signal or by the keys that the
 * incident remembers.
 */
const findRepeat = async (
  shell: Shell,
  plan: Raising,
  fingerprint: string,
): Promise<DeclareResult | undefined> => {
  const { id } = plan.transition.signal;
  const { key } = plan.arrival.correlation;
  const view = await shell.store.readHeads({ keys: [key], signalIds: [id], incidentIds: [] });
  const item = view.alarms.get(id);
  const home =
    item?.key !== undefined && item.generation !== undefined
      ? { key: item.key, generation: item.generation }
      : { key, generation: view.slots.get(key) ?? 1 };
  const incident = await shell.store.read(incidentId(shell, home.key, home.generation));
  const requestKey = id.slice('declaration:'.length);
  const made = incident?.requests.find((other) => other.key === requestKey);
  if (incident === undefined || made === undefined) return undefined;
  if (made.fingerprint !== fingerprint) {
    return {
      outcome: 'refused',
      reason: 'idempotency-key-reused',
      text: 'This Idempotency-Key was used for another request: take a new one',
    };
  }
  return { outcome: incident.openedAtMs === made.atMs ? 'opened' : 'joined', incident, repeated: true };
};

const adornWith = (draft: Draft, { by, title, note, say: saying, request }: Declaration): void => {
  const { requests } = draft.incident;
  if (requests.some(({ key }) => key === request?.key)) return;
  addEntry(draft, 'joined', `Declared: ${title}`, { by, reason: 'declared' });
  if (saying) say(draft, saying, by);
  if (note) addEntry(draft, 'note', note, { by });
  signNotices(draft, by, note);
  if (request)
    change(draft, {
      requests: [...requests, { ...request, atMs: draft.context.nowMs }].slice(-MAX_REQUESTS),
    });
};
