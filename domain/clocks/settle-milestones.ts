import { change, type Draft, tell } from '../incident/draft.ts';
import type { MilestoneName } from '../incident/incident.ts';
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
export const settleMilestones = (draft: Draft): void => {
  const { incident, context } = draft;
  for (const { name, outcome } of milestonesOf(incident, context.configuration.clocks, context.nowMs)) {
    if (outcome === 'pending' || draft.incident.milestones[name] !== undefined) continue;
    change(draft, { milestones: { ...draft.incident.milestones, [name]: outcome } });
    if (outcome === 'missed')
      tell(draft, 'milestone', `Milestone missed: ${texts[name]}`, { reason: `${name}-missed` });
  }
};
