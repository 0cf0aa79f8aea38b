import { SQSClient } from '@aws-sdk/client-sqs';
import { explain } from './explain.ts';
import { moveMessages } from './move-messages.ts';
import { parseResendCommand, resendUsage } from './resend-command.ts';
import { takeInAgain } from './take-in-again.ts';

try {
  const command = parseResendCommand(process.argv.slice(2));
  const client = new SQSClient({});
  const moved =
    command.kind === 'kept'
      ? await takeInAgain(client, command, Date.now())
      : await moveMessages(client, command);
  console.log(`${moved} moved from ${command.from}${command.to === undefined ? '' : ` to ${command.to}`}.`);
} catch (error) {
  console.error(explain(error, resendUsage, 'there is no such queue'));
  process.exitCode = 1;
}
