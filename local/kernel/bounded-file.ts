import { createWriteStream, fstatSync, mkdirSync, openSync, renameSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

/** A file of lines that is begun anew when it is full; what was in it stays beside it, as `<name>.1`, until the next time. */
export interface BoundedFile {
  write(line: string): void;
  /** Resolves when everything so far is in the file. Nothing is to follow. */
  close(): Promise<void>;
}

/**
 * Opens it to append, for its owner only. File and former one hold `mostBytes` each, or a line that is longer.
 * @param failed is told what could not be written, and why
 */
export const openBoundedFile = (
  path: string,
  mostBytes: number,
  failed: (error: unknown) => void,
): BoundedFile => {
  mkdirSync(dirname(path), { recursive: true });
  const ends: Promise<void>[] = [];
  let bytes = 0;
  const open = (): WriteStream => {
    const fd = openSync(path, 'a', 0o600);
    bytes = fstatSync(fd).size;
    const stream = createWriteStream(path, { fd });
    stream.on('error', failed);
    ends.push(new Promise((done) => stream.once('close', done)));
    return stream;
  };
  let file = open();
  /** What is still on its way into the full file goes there: a stream knows it by its descriptor. */
  const beginAnew = (): void => {
    file.end();
    renameSync(path, `${path}.1`);
    file = open();
  };
  return {
    write: (line) => {
      if (!file.writable) return;
      const text = `${line}\n`;
      const size = Buffer.byteLength(text);
      if (bytes > 0 && bytes + size > mostBytes) beginAnew();
      bytes += size;
      file.write(text);
    },
    close: async () => {
      file.end();
      await Promise.all(ends);
    },
  };
};
