/** `npm run situation -- <name or file>`: puts another situation on in the stand-in AWS account of the running host. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readSituation, situationNames } from './aws-account/situation/read-situation.ts';
import type { Endpoints } from './host/endpoints.ts';
import { findHost } from './host/running-hosts.ts';
import { readSettings } from './host/settings.ts';
import { reportFailure } from './host/terminal.ts';
import { HostError } from './kernel/host-error.ts';
import { objectIn } from './kernel/json.ts';
import { say } from './kernel/terminal-text.ts';

const usage = 'Usage: npm run situation -- <name or file>, or --list';

const readArguments = () => {
  try {
    return parseArgs({ allowPositionals: true, options: { list: { type: 'boolean' } } });
  } catch (error) {
    throw new HostError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
};

/** The host may run in another folder: a file goes to it by its whole path. */
const named = (nameOrFile: string): string =>
  situationNames().includes(nameOrFile) ? nameOrFile : resolve(nameOrFile);

const put = async ({ awsAccount, token }: Endpoints, situation: string): Promise<void> => {
  const answer = await fetch(awsAccount.situationUrl, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ situation }),
  });
  if (answer.ok) return;
  const detail = objectIn(await answer.text())?.['detail'];
  throw new HostError(`The host refused the situation (${answer.status}). ${String(detail ?? '')}`);
};

const changeSituation = async (): Promise<void> => {
  const { values, positionals } = readArguments();
  if (values.list) return say(situationNames().join('\n'));
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new HostError(usage);
  const { title } = readSituation(name);
  const { stateDir } = readSettings(process.env);
  await put(findHost(stateDir, Boolean(process.env['TOCSIN_STATE_DIR']?.trim())), named(name));
  say(`The situation is now ${name}: ${title}`);
};

changeSituation().catch(reportFailure);
