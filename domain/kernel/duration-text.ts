const MINUTE_MS = 60_000;

/** A duration for people: `under 1 min`, `42 min`, `3 h 05 min`. */
export const durationText = (ms: number): string => {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return 'under 1 min';
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
};

/** A moment for people, in UTC: `2026-11-22 03:04 UTC`. */
export const momentText = (atMs: number): string =>
  `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The clock alone, for short texts: `03:04Z`. */
export const clockText = (atMs: number): string => `${new Date(atMs).toISOString().slice(11, 16)}Z`;
