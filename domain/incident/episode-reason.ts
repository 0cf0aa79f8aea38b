/** Why an episode begins. The page of its first rung says the same. docs/architecture.md, Episodes. */
export const episodeReasons = [
  'opened',
  'reopened',
  'severity-risen',
  'new-alarm-after-acknowledgement',
  'acknowledgement-ended',
  'escalated-after-acknowledgement',
] as const;

export type EpisodeReason = (typeof episodeReasons)[number];
