import type { IncomingMessage } from 'node:http';

/** Reads a request's body; `too-large` where it is over the limit (the rest is read and dropped, so that an answer arrives). */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<Buffer | 'too-large'> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= maxBytes) chunks.push(bytes);
  }
  return size > maxBytes ? 'too-large' : Buffer.concat(chunks);
};
