/** A fact for the log and the metrics; `reason` is one of the literal reasons. Never a secret (I10). */
export interface Journal {
  note(level: 'info' | 'warn' | 'error', reason: string, fields: Readonly<Record<string, unknown>>): void;
}
