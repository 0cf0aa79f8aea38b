/**
 * A process of its own, as Lambda gives each function: imports a packaged bundle, runs what its parent sends, one
 * invocation at a time, and answers with what the handler returned and the memory used so far.
 */
import { pathToFileURL } from 'node:url';
import { watchMemory } from '../meters/memory-watch.ts';

const [path] = process.argv.slice(2);
if (path === undefined || process.send === undefined)
  throw new Error('function-process.ts is started by memory.ts');
const memory = watchMemory();
const { handler }: { readonly handler: (event: unknown, context: object) => Promise<unknown> } = await import(
  pathToFileURL(path).href
);
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 10_000 };

process.on('disconnect', () => process.exit(0));
process.on('message', async (event: unknown) => {
  try {
    process.send?.({ result: await handler(event, context), ...memory.look() });
  } catch (error) {
    process.send?.({ error: String(error), ...memory.look() });
  }
});
process.send({ ready: true, ...memory.look() });
