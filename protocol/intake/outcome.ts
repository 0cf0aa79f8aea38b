/** What became of one transition; `reason` is the literal string of log, metric and record (I1). */
export type Outcome =
  | { readonly kind: 'opened' | 'reopened' | 'joined' | 'cleared'; readonly incidentId: string }
  | { readonly kind: 'ignored'; readonly reason: string; readonly incidentId?: string };
