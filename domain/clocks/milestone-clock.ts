import { addEntry, change, type Draft } from '../incident/draft.ts';
import type { MilestoneName } from '../incident/milestone.ts';
import { type Clock, unaffected } from './clock.ts';
import { milestonesOf } from './milestones.ts';

const texts: Readonly<Record<MilestoneName, string>> = {
  acknowledged: 'acknowledged',
  triaged: 'triaged',
  mitigated: 'mitigated',
  'stakeholders-told': 'stakeholders told',
  resolved: 'resolved',
  'analysis-begun': 'root cause analysis begun',
  'stability-verified': 'stability verified',
  'post-mortem': 'post-mortem published',
  prevention: 'preventive measures implemented',
};

/** Records each milestone as met or missed, once, as soon as either is certain. docs/requirements.md, Clocks. */
const settleMilestones = (draft: Draft): void => {
  const { incident, context } = draft;
  if (incident.retiredAtMs !== undefined) return;
  for (const { name, outcome } of milestonesOf(incident, context.configuration.clocks, context.nowMs)) {
    if (outcome === 'pending' || draft.incident.milestones[name] !== undefined) continue;
    change(draft, { milestones: { ...draft.incident.milestones, [name]: outcome } });
    if (outcome === 'missed')
      addEntry(draft, 'milestone', `Milestone missed: ${texts[name]}`, { reason: `${name}-missed` });
  }
};

/** Due at the next unsettled milestone. Milestones go on after the resolution, until somebody closes the incident. */
export const milestoneClock: Clock = {
  name: 'milestone',
  dueAtMs: (incident, { clocks }) => {
    if (incident.status === 'closed') return undefined;
    const pending = milestonesOf(incident, clocks, 0).filter(
      ({ name }) => incident.milestones[name] === undefined,
    );
    return pending.length === 0 ? undefined : Math.min(...pending.map(({ dueAtMs }) => dueAtMs));
  },
  needs: [],
  // Nothing to do: `decided` settles milestones with every decision, this one included.
  run: () => {},
  on: { ...unaffected, decided: (draft) => settleMilestones(draft) },
};
