import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ListSubscriptionsByTopicCommand, SNSClient, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { credentials } from './ministack.ts';

interface Shown {
  readonly code: number;
  readonly text: string;
}

/**
 * Runs `npm run contacts` on the deployed stack: everybody is reached, a test page goes out; somebody ends a
 * subscription, and it is missed until it is asked for again. Throws Error with what it said instead.
 */
export const checkContacts = async (
  stage: string,
  topicArnPrefix: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> => {
  const show = (...more: string[]): Promise<Shown> =>
    new Promise((resolve) => {
      const tool = join('tools', 'show-contacts.ts');
      const args = [tool, '--stage', stage, '--region', credentials.AWS_REGION, ...more];
      execFile(process.execPath, args, { env, signal }, (error, out, err) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, text: `${out}${err}` });
      });
    });
  expectShown(await show('--test', 'primary'), 0, 'Sent primary-', 'last test page');
  await endSubscription(`${topicArnPrefix}primary`, env['AWS_ENDPOINT_URL'] ?? '');
  expectShown(await show(), 1, 'NOT SUBSCRIBED', 'REACHES NOBODY: primary');
  expectShown(await show('--resend'), 1, 'asked again');
  expectShown(await show(), 0, 'reaches somebody');
};

const expectShown = ({ code, text }: Shown, wanted: number, ...words: readonly string[]): void => {
  const missing = words.filter((word) => !text.includes(word));
  if (code === wanted && missing.length === 0) return;
  throw new Error(
    `npm run contacts ended with ${code}, not ${wanted}; not said: ${missing.join(', ')}\n${text}`,
  );
};

/** What the link under a mail does. */
const endSubscription = async (TopicArn: string, endpoint: string): Promise<void> => {
  const client = new SNSClient({ endpoint });
  const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  for (const { SubscriptionArn } of Subscriptions)
    await client.send(new UnsubscribeCommand({ SubscriptionArn }));
  client.destroy();
};
