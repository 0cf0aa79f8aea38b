/** `npm start`: packages the stack where that is due, then runs it on this machine. */

import { ensureBuild } from './build/ensure-build.ts';
import { runHost } from './host/run-host.ts';
import { readSettings } from './host/settings.ts';
import { reportFailure } from './host/terminal.ts';
import { packageDir } from './kernel/project.ts';
import { say } from './kernel/terminal-text.ts';

const start = async (): Promise<void> => {
  readSettings(process.env);
  await ensureBuild(say);
  await runHost(packageDir);
};

start().catch(reportFailure);
