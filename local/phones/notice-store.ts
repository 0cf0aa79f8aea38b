import { appendFileSync, readFileSync } from 'node:fs';
import { writeAtomically } from '../kernel/state-file.ts';
import type { Notice } from './notice.ts';

/** So many notices are kept, some 5 KB each: enough for a day's look back, never too much. */
const keptNotices = 5000;

/** The last notices that left the stack, oldest first, kept as JSON lines in the state folder. */
export interface NoticeStore {
  /** Whether it is new: a killed host takes what it was keeping off the queue again. */
  add(notice: Notice): boolean;
  list(): readonly Notice[];
}

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
};

/** One publish, seen twice, has one of these. A page that was sent twice is two publishes with one id. */
const identityOf = ({ id, at, audience }: Notice): string => JSON.stringify([id, at, audience]);

/**
 * Opens the file. A last line that a kill cut short is dropped (its message is still in the queue), and so are notices
 * beyond `most`: in the file when it is opened and each time that it holds twice as many.
 */
export const openNoticeStore = (path: string, most = keptNotices): NoticeStore => {
  const text = readText(path);
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  const last = lines.filter((line) => line !== '').slice(-most);
  const notices = new Map<string, Notice>();
  for (const line of last) {
    const notice: Notice = JSON.parse(line);
    notices.set(identityOf(notice), notice);
  }
  let written = 0;
  const rewrite = (): void => {
    const kept = [...notices.values()];
    writeAtomically(path, kept.map((notice) => `${JSON.stringify(notice)}\n`).join(''));
    written = kept.length;
  };
  rewrite();
  return {
    add: (notice) => {
      const identity = identityOf(notice);
      if (notices.has(identity)) return false;
      appendFileSync(path, `${JSON.stringify(notice)}\n`, { mode: 0o600 });
      written += 1;
      notices.set(identity, notice);
      const [oldest] = notices.keys();
      if (notices.size > most && oldest !== undefined) notices.delete(oldest);
      if (written >= 2 * most) rewrite();
      return true;
    },
    list: () => [...notices.values()].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))),
  };
};
