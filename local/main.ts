/** `node local/main.ts`: runs the build that is there on this machine. `npm start` makes a fresh one first. */

import { runHost } from './host/run-host.ts';
import { reportFailure } from './host/terminal.ts';
import { packageDir } from './kernel/project.ts';

runHost(packageDir).catch(reportFailure);
