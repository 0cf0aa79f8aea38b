export const milestoneNames = [
  'acknowledged',
  'triaged',
  'mitigated',
  'stakeholders-told',
  'resolved',
  'analysis-begun',
  'stability-verified',
  'post-mortem',
  'prevention',
] as const;

/** docs/requirements.md, Clocks. */
export type MilestoneName = (typeof milestoneNames)[number];
