import { inspect } from 'node:util';
import { HostError } from '../kernel/host-error.ts';
import { complain, say, visibleLine } from '../kernel/terminal-text.ts';
import type { Notice } from '../phones/notice.ts';
import { frameNotice } from '../phones/notice-frame.ts';
import type { Host } from './host.ts';

/** Prints lines of the host; those that begin with DEBUG only where they are wanted. */
export const makePrinter =
  (debug: boolean): ((line: string) => void) =>
  (line) => {
    if (debug || !line.startsWith('DEBUG ')) say(visibleLine(line));
  };

export const showNotice = (notice: Notice): void => say(frameNotice(notice));

const functionsOf = ({ stack }: Host): string => stack.functions.map(({ name }) => name).join(', ');

const examined = ({ endpoints, situation }: Host): string =>
  endpoints.awsAccount.healthUrl === undefined
    ? 'AWS itself, read only, with your credentials'
    : `situation ${situation()}`;

/** What a person sees once the host is ready: where it is, and a first thing to try. */
export const banner = (host: Host, startedInMs: number): string => {
  const { endpoints } = host;
  return [
    `Tocsin runs on ${endpoints.api} (ready in ${(startedInMs / 1000).toFixed(1)} s, time scale ${endpoints.timeScale})`,
    `  token        ${endpoints.token}`,
    `  access key   ${endpoints.credentials.accessKeyId} ${endpoints.credentials.secretAccessKey}`,
    `  EventBridge  ${endpoints.eventbridge}`,
    `  SNS, SQS     ${endpoints.sqs}`,
    `  DynamoDB     ${endpoints.dynamodb}  (table ${endpoints.table})`,
    `  notices      ${endpoints.notices.url}`,
    `  AWS account  ${endpoints.awsAccount.url}  (${examined(host)})`,
    `  functions    ${functionsOf(host)}`,
    '',
    `  curl -H "Authorization: Bearer ${endpoints.token}" ${endpoints.api}/incidents`,
    '  npm run alarm -- --list',
    `  AWS_ACCESS_KEY_ID=${endpoints.credentials.accessKeyId} AWS_SECRET_ACCESS_KEY=${endpoints.credentials.secretAccessKey} aws --region ${endpoints.region} --endpoint-url ${endpoints.sqs} sqs list-queues`,
    '',
    'Ctrl-C stops it.',
  ].join('\n');
};

/** Prints why a command failed and sets its exit code: a line for what a person can put right, all of it otherwise. */
export const reportFailure = (error: unknown): void => {
  if (error instanceof HostError) complain(`tocsin: ${error.message}`);
  else complain(`tocsin: this is a fault of the host, please report it. ${inspect(error)}`);
  process.exitCode = 1;
};
