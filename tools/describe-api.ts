/**
 * Writes the API's description, which `GET /openapi.json` answers, to `.build/`: made once at build time, so that no bundle
 * carries what turns schemas into JSON Schema (25 KB). Compressed, it takes 6 KB there.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describeApi } from '../events/contracts/api/openapi.ts';

const { version }: { readonly version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
const description = JSON.stringify(describeApi(version));
mkdirSync('.build', { recursive: true });
writeFileSync(
  '.build/api-description.json',
  `${JSON.stringify({ brotli: brotliCompressSync(description).toString('base64') })}\n`,
);
