import { brotliDecompressSync } from 'node:zlib';
import written from '../../.build/api-description.json' with { type: 'json' };

let read: object | undefined;

/** The API's description, OpenAPI 3.1, as tools/describe-api.ts wrote it. Unpacked at the first request for it. */
export const readDescription = (): object => {
  read ??= JSON.parse(brotliDecompressSync(Buffer.from(written.brotli, 'base64')).toString('utf8')) as object;
  return read;
};
