import type { Journal } from '../../protocol/ports/journal.ts';
import { copy } from './copy.ts';

interface JournalNote {
  readonly level: 'info' | 'warn' | 'error';
  readonly reason: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A journal that keeps its notes. */
export interface MemoryJournal extends Journal {
  readonly notes: JournalNote[];
}

export const createMemoryJournal = (): MemoryJournal => {
  const notes: JournalNote[] = [];
  return { notes, note: (level, reason, fields) => notes.push({ level, reason, fields: copy(fields) }) };
};
