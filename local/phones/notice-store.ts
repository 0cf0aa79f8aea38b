import { appendFileSync, readFileSync, truncateSync } from 'node:fs';
import type { Notice } from './notice.ts';

/** Every notice that left the stack, oldest first, kept as JSON lines in the state folder. */
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

/** One publish, seen twice. A page that was sent twice is two publishes with one id. */
const isSame = (a: Notice, b: Notice): boolean => a.id === b.id && a.at === b.at && a.audience === b.audience;

/** Opens the file; a last line that a kill cut short is dropped (its message is still in the queue). */
export const openNoticeStore = (path: string): NoticeStore => {
  const text = readText(path);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
  const notices: Notice[] = whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return {
    add: (notice) => {
      if (notices.some((known) => isSame(known, notice))) return false;
      appendFileSync(path, `${JSON.stringify(notice)}\n`, { mode: 0o600 });
      notices.push(notice);
      return true;
    },
    list: () => [...notices].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))),
  };
};
