/** `npm start`: packages the stack where that is due, then runs it on this machine. */
import { ensureBuild } from './ensure-build.ts';
import { packageDir } from './project.ts';
import { runHost } from './run-host.ts';
import { readSettings } from './settings.ts';
import { reportFailure } from './terminal.ts';

const start = async (): Promise<void> => {
  readSettings(process.env);
  await ensureBuild(console.log);
  await runHost(packageDir);
};

start().catch(reportFailure);
