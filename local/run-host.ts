import { startHost } from './host.ts';
import { readSettings } from './settings.ts';
import { banner, makePrinter, showNotice } from './terminal.ts';

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];

/** Starts the host in this process, prints where it is, and stops it clean on Ctrl-C or SIGTERM (exit code 0). */
export const runHost = async (packageDir: string): Promise<void> => {
  const began = performance.now();
  const settings = readSettings(process.env);
  const host = await startHost({ settings, packageDir, print: makePrinter(settings.debug), showNotice });
  console.log(banner(host, performance.now() - began));
  const stop = (): void => {
    for (const signal of signals) process.off(signal, stop);
    console.log('Stopping.');
    host.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`tocsin: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  for (const signal of signals) process.on(signal, stop);
};
