import type { Finding, Path } from '../mistakes/mistake.ts';
import { listIn, mapIn, type RawFile } from '../schema/raw-file.ts';

/** The one key that JavaScript takes for something else, so that schemas pass over it. */
const LOST = '__proto__';

const inside = (value: unknown, path: Path): readonly Finding[] => [
  ...listIn(value).flatMap((member, index) => inside(member, [...path, index])),
  ...Object.entries(mapIn(value)).flatMap(([key, member]): readonly Finding[] => [
    ...(key === LOST
      ? [{ path: [...path, key], atKey: true as const, message: `"${LOST}" is no name here: choose another` }]
      : []),
    ...inside(member, [...path, key]),
  ]),
];

/** Keys that would be lost without a word. */
export const keyFindings = (file: RawFile): readonly Finding[] => inside(file, []);
