import { SQSClient } from '@aws-sdk/client-sqs';
import { moveMessages } from './move-messages.ts';
import { parseResendCommand, resendUsage } from './resend-command.ts';
import { takeInAgain } from './take-in-again.ts';
import { UsageError } from './token-command.ts';

const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UsageError) return `${error.message}\n\n${resendUsage}`;
  if (error.name === 'QueueDoesNotExist') {
    return 'there is no such queue in this account and region: give --stage, AWS_PROFILE or AWS_REGION';
  }
  return `${error.name}: ${error.message}`;
};

try {
  const command = parseResendCommand(process.argv.slice(2));
  const client = new SQSClient({});
  const moved =
    command.kind === 'kept'
      ? await takeInAgain(client, command, Date.now())
      : await moveMessages(client, command);
  console.log(`${moved} moved from ${command.from}${command.to === undefined ? '' : ` to ${command.to}`}.`);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
