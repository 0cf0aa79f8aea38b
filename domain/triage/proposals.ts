import type { Estate } from '../kernel/estate.ts';
import type { Scenario } from '../kernel/scenario.ts';
import type { Finding } from './finding.ts';
import type { Hypothesis, Proposal } from './judgement.ts';
import { recoverDatabase, scaleDatabase } from './proposals/database.ts';
import { restart, rollBack } from './proposals/deployments.ts';
import { launchTemplate, otherZones, quota, resume, scaleUp } from './proposals/scaling.ts';
import { isEvidenceStep, securitySteps } from './proposals/security.ts';
import type { Ground, Step } from './proposals/step.ts';

/**
 * The scenario's mitigation steps in the order of the runbook, each where the evidence speaks for it; the probable cause's
 * own steps come first, but after those that keep evidence. docs/requirements.md, Where they disagree: "Order of fixes".
 * Nothing is changed by proposing.
 */
export const proposalsOf = (
  run: number,
  scenario: Scenario,
  findings: readonly Finding[],
  estate: Estate,
  cause: Hypothesis | undefined,
): readonly Proposal[] => {
  const ground: Ground = { findings, estate };
  const steps = (scenario === 'security' ? securitySteps : generalSteps).flatMap((step) => step(ground));
  const isFor = ({ from }: Step) => cause?.for.includes(from ?? '') ?? false;
  const rankOf = (step: Step) => (isEvidenceStep(step) ? 0 : isFor(step) ? 1 : 2);
  const ordered = steps.toSorted((a, b) => rankOf(a) - rankOf(b));
  return ordered
    .slice(0, MOST)
    .map(({ from: _, ...step }, n) => ({ id: `${run}.${step.action}.${n}`, ...step }));
};

const MOST = 10;

/** Service Outage Runbook, "Mitigation Strategies"; Emergency Response Procedures, each scenario's "Mitigation Steps". */
const generalSteps = [
  rollBack,
  scaleUp,
  otherZones,
  resume,
  launchTemplate,
  quota,
  restart,
  recoverDatabase,
  scaleDatabase,
];
