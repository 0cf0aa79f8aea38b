import type { Mistake } from './mistake.ts';

/** Unicode Standard 23.8, "Byte Order Mark": what other encodings begin with. UTF-32 first: it begins as UTF-16 does. */
const marks: readonly (readonly [string, readonly number[]])[] = [
  ['UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-32', [0x00, 0x00, 0xfe, 0xff]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
];

const at = (bytes: Uint8Array, offset: number, message: string): Mistake => {
  const before = new TextDecoder().decode(bytes.subarray(0, offset)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, path: '(file)', message };
};

/** Where the first character begins that is no UTF-8: all before it is. */
const firstWrong = (bytes: Uint8Array): number => {
  let good = 0;
  let wrong = bytes.length;
  while (good + 1 < wrong) {
    const middle = Math.floor((good + wrong) / 2);
    if (decodes(bytes.subarray(0, middle), true)) good = middle;
    else wrong = middle;
  }
  // What follows a byte breaks it off: the character that is wrong began before.
  while (good > 0 && !decodes(bytes.subarray(0, good), false)) good -= 1;
  return good;
};

const decodes = (bytes: Uint8Array, mayEndEarly: boolean): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: mayEndEarly });
    return true;
  } catch {
    return false; // TextDecoder says no more than that: a TypeError without a place.
  }
};

/** The text of a file in UTF-8, or what it is instead, with the place of the first character that cannot be read. */
export const decodeFile = (bytes: Uint8Array): { readonly text: string } | { readonly mistake: Mistake } => {
  const other = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (other !== undefined) return { mistake: at(bytes, 0, `is in ${other[0]}: save it in UTF-8`) };
  const zero = bytes.indexOf(0);
  if (zero !== -1)
    return { mistake: at(bytes, zero, 'holds a zero byte, as UTF-16 without a mark does: save it in UTF-8') };
  if (!decodes(bytes, false)) {
    const place = firstWrong(bytes);
    const byte = bytes[place]?.toString(16).padStart(2, '0') ?? 'the end';
    const message = `is not in UTF-8 here (byte ${byte}), as files in Latin-1 or Windows-1252 are not: save it in UTF-8`;
    return { mistake: at(bytes, place, message) };
  }
  return { text: new TextDecoder().decode(bytes) };
};
