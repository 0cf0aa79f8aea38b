import { cleanLine } from './clean-text.ts';

const LONGEST = 200;
const KEPT = 140;

/** 32 bits of a text, differently for each seed (FNV-1a over its code units, then mixed). */
const mixed = (text: string, seed: number): string => {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 15)) >>> 0).toString(16).padStart(8, '0');
};

/**
 * A service's name as it stands in keys: in one clean line (`cleanLine`), spaces folded, composed, at most
 * 200 characters. A longer name keeps its beginning and a hash of the whole, so that names that differ only at the
 * end stay different.
 */
export const serviceText = (text: string): string => {
  const clean = cleanLine(text).normalize('NFC').replace(/\s+/gu, ' ');
  if (clean.length <= LONGEST) return clean;
  const seeds = [1, 2, 3, 4];
  return `${clean.slice(0, KEPT).toWellFormed()}~${seeds.map((seed) => mixed(clean, seed)).join('')}`;
};
