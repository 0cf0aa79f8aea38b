import { expect, test } from 'vitest';
import { operations } from '../../../events/contracts/api/operations.ts';
import { createApiWorld } from './api-world.ts';

const nested = (open: string, close: string, levels: number): string =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;

/** As deep as 64 KB allow: whole bodies, and values of fields that some call takes or none does. */
const bodies: readonly string[] = [
  nested('[', ']', 30_000),
  nested('{"a":', '}', 10_000),
  '{"a":'.repeat(12_000),
  ...['note', 'title', 'statements', 'audiences', 'unknown'].flatMap((field) => [
    `{"${field}":${nested('[', ']', 30_000)}}`,
    `{"${field}":${nested('{"a":[', ']}', 7_000)}}`,
    `{"${field}":${'['.repeat(60_000)}`,
  ]),
];

const writing = Object.entries(operations).filter(([, { body }]) => body !== undefined);

test.each(writing)(
  '%s: a body that nests thousands of levels deep is a 400, with a key or without',
  async (_, call) => {
    const api = createApiWorld();
    const path = call.path.replace('{id}', await api.declared());
    for (const raw of bodies)
      for (const headers of [{}, { 'idempotency-key': 'a-1' }]) {
        const { status } = await api.ask(path, { method: call.method, raw, headers });
        expect([status, raw.slice(0, 20)]).toEqual([400, raw.slice(0, 20)]);
      }
  },
);
