import type { Journal } from '../../protocol/ports/journal.ts';

/** Lines that one message may write, whatever it holds: a part more is counted. */
const MAX_LINES = 20;

/** A journal for one message of many parts. */
export interface BoundedJournal extends Journal {
  /** Says how many more lines there would have been, by reason. To be called once, at the end. */
  end(): void;
}

/** Hands on the first lines about a message; of the rest one line says how many there were of each reason. */
export const createBoundedJournal = (journal: Journal, messageId: string): BoundedJournal => {
  let lines = 0;
  let worst: 'info' | 'error' = 'info';
  const reasons = new Map<string, number>();
  return {
    note: (level, reason, fields) => {
      lines += 1;
      if (lines <= MAX_LINES) {
        journal.note(level, reason, fields);
        return;
      }
      if (level !== 'info') worst = 'error';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    },
    end: () => {
      if (reasons.size === 0) return;
      const count = lines - MAX_LINES;
      journal.note(worst, 'not-logged-singly', { messageId, count, reasons: Object.fromEntries(reasons) });
    },
  };
};
