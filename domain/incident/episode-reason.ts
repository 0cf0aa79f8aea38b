/** Why an episode began. docs/architecture.md, Episodes. */
export const episodeReasons = [
  'opened',
  'reopened',
  'severity-risen',
  'new-alarm-after-acknowledgement',
  'acknowledgement-ended',
  'escalated-after-acknowledgement',
] as const;

export type EpisodeReason = (typeof episodeReasons)[number];
