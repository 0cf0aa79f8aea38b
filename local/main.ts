/** `node local/main.ts`: runs the build that is there on this machine. `npm start` makes a fresh one first. */
import { packageDir } from './project.ts';
import { runHost } from './run-host.ts';
import { reportFailure } from './terminal.ts';

runHost(packageDir).catch(reportFailure);
