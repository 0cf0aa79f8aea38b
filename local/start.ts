/** `npm start`: packages the stack where that is due, then runs it on this machine. */
import { ensureBuild } from './build/ensure-build.ts';
import { runHost } from './host/run-host.ts';
import { readSettings } from './host/settings.ts';
import { reportFailure } from './host/terminal.ts';
import { packageDir } from './kernel/project.ts';

const start = async (): Promise<void> => {
  readSettings(process.env);
  await ensureBuild(console.log);
  await runHost(packageDir);
};

start().catch(reportFailure);
