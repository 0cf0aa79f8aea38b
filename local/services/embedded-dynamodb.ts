import dynalite from 'dynalite';
import type { AccessKey } from '../kernel/access-key.ts';
import { close, listen, loopback } from '../kernel/loopback.ts';
import { writeItemsAtomically } from './atomic-writes.ts';
import { readDirectly } from './direct-reads.ts';
import { guard } from './guard.ts';

writeItemsAtomically();
readDirectly();

/** A running emulator: its base URL, and how to stop it. */
export interface Emulator {
  readonly url: string;
  stop(): Promise<void>;
}

/** DynamoDB on disk. Writes survive a killed process: the operating system has them when they are answered. */
export const startDynamoDb = async (dataDir: string, credentials: AccessKey): Promise<Emulator> => {
  const server = dynalite({ path: dataDir, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  guard(server, credentials, 'json');
  const port = await listen(server, 0);
  return { url: `http://${loopback}:${port}`, stop: () => close(server) };
};
