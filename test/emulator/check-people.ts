import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { seenCalls } from '../deployment/deployer/calls.ts';
import { run } from './command.ts';
import type { Person } from './people.ts';

/** Runs each tool that an operator has beside `contacts` and `restore`. Throws Error with what a tool said instead. */
export const useTools = async (stage: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> => {
  const table = `tocsin-${stage}`;
  const tool = (file: string, ...args: string[]) =>
    run(process.execPath, [join('tools', file), ...args], { env, signal });
  await tool('create-token.ts', 'create', '--name', 'ada', '--scopes', 'read', '--table', table);
  await tool('create-token.ts', 'list', '--table', table);
  await tool('create-token.ts', 'revoke', '--name', 'ada', '--table', table);
  // Whose token the suite acted with.
  await tool('erase-person.ts', '--name', 'local', '--table', table);
  await keepUndecided(`${table}-undecided`, env['AWS_ENDPOINT_URL'] ?? '');
  await tool('resend-dead-letters.ts', '--stage', stage, '--queue', 'undecided');
  await new Promise<void>((resolve) => {
    const args = [join('tools', 'resend-dead-letters.ts'), '--stage', stage, '--queue', 'undecided-dead'];
    execFile(process.execPath, args, { env, signal }, () => resolve());
  });
};

/** The emulator has no move tasks, and does not know whose queue one is about: it asks for the action on everything. */
const isForeignToEmulator = ({ action, resource }: Call): boolean =>
  action === 'sqs:StartMessageMoveTask' && resource === '*';

/** What was paged raw waits there for a person. */
const keepUndecided = async (QueueName: string, endpoint: string): Promise<void> => {
  const client = new SQSClient({ endpoint });
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  client.destroy();
};

interface Call {
  readonly key: string;
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
}

/**
 * Compares the calls of people's own credentials with test/deployment/deployer/calls.ts, both ways. Throws Error naming each
 * difference, and each call that was denied.
 */
export const checkPeople = (callsFile: string, people: readonly Person[]): void => {
  const calls = readFileSync(callsFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Call => JSON.parse(line));
  const problems = people.flatMap(({ name, keys }) => {
    const theirs = calls.filter(({ key }) => key === keys.AWS_ACCESS_KEY_ID);
    const seen = new Set(theirs.map(({ action }) => action));
    // A deployment ends with the operator's report of contacts.
    const known = new Set<string>([...seenCalls[name], ...(name === 'Deployer' ? seenCalls.Operator : [])]);
    return [
      ...theirs
        .filter((call) => !call.allowed && !isForeignToEmulator(call))
        .map(({ action, resource }) => `denied: ${action} ${resource}`),
      ...[...seen].filter((action) => !known.has(action)).map((action) => `not listed: ${action}`),
      ...seenCalls[name].filter((action) => !seen.has(action)).map((action) => `never called: ${action}`),
    ].map((problem) => `${name}, ${problem}`);
  });
  if (problems.length > 0) throw new Error(`Permissions of people:\n${[...new Set(problems)].join('\n')}`);
};
