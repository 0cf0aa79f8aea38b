import { readFileSync } from 'node:fs';

/** A file of comma-separated values without quotes, a row a line, all of one length. Throws with file and line otherwise. */
export const readTable = (file: string): readonly (readonly string[])[] => {
  const rows = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(','));
  const width = rows[0]?.length ?? 0;
  for (const [at, row] of rows.entries())
    if (row.length !== width)
      throw new Error(
        `${file}, row ${at + 1}: ${row.length} cells where the first row has ${width}; commas within names are not read`,
      );
  return rows;
};
