import { nextRungNow } from '../escalation/episodes.ts';
import { fire } from '../escalation/triggers.ts';
import type { Saying } from '../incident/command.ts';
import { addEntry, change, type Draft } from '../incident/draft.ts';
import { isOpen } from '../incident/incident.ts';
import type { Said, Statement } from '../incident/said.ts';
import { momentText } from '../kernel/duration-text.ts';
import { isWorse } from '../kernel/severity.ts';
import type { Trigger } from '../kernel/trigger.ts';
import { setSeverity } from './set-severity.ts';

/** Writes down what a person says, and does what the tables of docs/requirements.md ask for each statement. */
export const say = (draft: Draft, { facts, scenario, statements }: Saying, by: string): void => {
  sayFacts(draft, facts ?? {}, by);
  if (scenario !== undefined && scenario !== draft.incident.scenario) {
    change(draft, { scenario });
    addEntry(draft, 'scenario-changed', `Scenario: ${scenario}`, { by, reason: 'said-by-person' });
    if (scenario === 'security') fire(draft, 'security-incident', by);
  }
  for (const statement of statements ?? []) state(draft, statement, by);
};

type Facts = NonNullable<Saying['facts']>;

/** Each fact by the name that the API gives it, and by the one that people read. */
const factNames: { readonly [K in keyof Required<Facts>]: readonly [name: string, label: string] } = {
  impact: ['impact', 'Impact'],
  affectedUsers: ['affectedUsers', 'Affected users'],
  rootCause: ['rootCause', 'Root cause'],
  progress: ['progress', 'Progress'],
  nextSteps: ['nextSteps', 'Next steps'],
  estimatedResolutionAtMs: ['estimatedResolution', 'Estimated resolution'],
  resolution: ['resolution', 'Resolution'],
  prevention: ['prevention', 'Prevention'],
};

/** The record keeps the last word on each fact, the timeline all of them. What was said already is not said again. */
const sayFacts = (draft: Draft, facts: Facts, by: string): void => {
  const said: Said = { ...draft.incident.said };
  for (const [fact, [name, label]] of Object.entries(factNames)) {
    const value: unknown = Reflect.get(facts, fact);
    if (value === undefined || (value ?? undefined) === Reflect.get(said, fact)) continue;
    if (value === null) Reflect.deleteProperty(said, fact);
    else Reflect.set(said, fact, value);
    const text = value === null ? 'taken back' : typeof value === 'number' ? momentText(value) : value;
    addEntry(draft, 'facts', `${label}: ${text}`, { by, reason: name });
    change(draft, { said: { ...said } });
  }
};

const state = (draft: Draft, statement: Statement, by: string): void => {
  const { said } = draft.incident;
  if (said.statements?.some((other) => other.statement === statement)) return;
  const stated = { statement, by, atMs: draft.context.nowMs };
  change(draft, { said: { ...said, statements: [...(said.statements ?? []), stated] } });
  addEntry(draft, 'statement', `Stated: ${statement.replaceAll('-', ' ')}`, { by, reason: statement });
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

/**
 * Severities by statement: P, "Severity Levels"; docs/requirements.md, "Where they disagree". No statement lowers
 * one.
 */
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
