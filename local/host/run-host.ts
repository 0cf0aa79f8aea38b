import { complain, say } from '../kernel/terminal-text.ts';
import { startHost } from './host.ts';
import { registerHost } from './running-hosts.ts';
import { readSettings } from './settings.ts';
import { banner, makePrinter, showNotice } from './terminal.ts';

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];

/** A second Ctrl-C after this time ends the host as it is. */
const impatienceMs = 1500;

/** Starts the host in this process, prints where it is, and stops it clean on Ctrl-C or SIGTERM (exit code 0). */
export const runHost = async (packageDir: string): Promise<void> => {
  const began = performance.now();
  const settings = readSettings(process.env);
  const host = await startHost({ settings, packageDir, print: makePrinter(settings.debug), showNotice });
  const leave = registerHost(settings.stateDir);
  say(banner(host, performance.now() - began));
  let stoppingSince: number | undefined;
  const stop = (): void => {
    /* Ctrl-C comes twice below npm: from the terminal, and handed on. A later one is a person out of patience. */
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > impatienceMs) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    say('Stopping.');
    leave();
    host.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(`tocsin: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  for (const signal of signals) process.on(signal, stop);
};
