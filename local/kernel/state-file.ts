import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file of the state folder whole or not at all; readable by its owner only. */
export const writeAtomically = (path: string, text: string): void => {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
};
