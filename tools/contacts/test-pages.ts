import { createHash, randomUUID } from 'node:crypto';
import { createTable } from '../../adapters/dynamodb/table.ts';
import { createDynamoDbTestPages } from '../../adapters/dynamodb/test-pages.ts';
import { createSnsTestPagePublisher } from '../../adapters/sns/test-page-publisher.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import { momentText } from '../../domain/kernel/duration-text.ts';
import type { TestPage } from '../../domain/notice/test-page.ts';
import { sendTestPage, type TestPageResult } from '../../protocol/command/send-test-page.ts';
import type { TestPageStore } from '../../protocol/ports/test-pages.ts';
import { ToolError } from '../tool-error.ts';
import type { StackOutputs } from './stack.ts';

/** Where the stack keeps its test pages. */
export const testPagesOf = ({ tableName }: StackOutputs, region: string): TestPageStore =>
  createDynamoDbTestPages(createTable(tableName, { region }));

/**
 * Sends a test page as the API does, and as SEV1, so that it reaches every contact that is woken.
 * @throws ToolError where the audience is not known, reaches nobody or has just been tested, or SNS does not take the page
 */
export const sendTest = async (
  audience: string,
  audiences: Configuration['audiences'],
  { topicArnPrefix }: StackOutputs,
  store: TestPageStore,
  region: string,
): Promise<TestPage> => {
  const publisher = createSnsTestPagePublisher(topicArnPrefix, { region });
  const request = { audience, severity: 'SEV1', by: 'npm run contacts', key: randomUUID() } as const;
  const result = await sendTestPage({ publisher, store, audiences, now: Date.now, hash: codeOf }, request);
  if (result.outcome === 'sent') return result.page;
  if (result.outcome === 'not-sent')
    throw new ToolError(`--test: SNS did not take the page: ${result.reason}`);
  throw new ToolError(`--test: ${whyRefused[result.reason](audience, Object.keys(audiences))}`);
};

type Refused = Extract<TestPageResult, { readonly outcome: 'refused' }>['reason'];

const whyRefused: Readonly<Record<Refused, (audience: string, known: readonly string[]) => string>> = {
  'unknown-audience': (audience, known) => `"${audience}" is no audience: known are ${known.join(', ')}`,
  'no-contact': (audience) => `the audience "${audience}" has no contact in tocsin.yml`,
  'tested-too-often': (audience) => `"${audience}" had a test page less than a minute ago: wait for a minute`,
  'idempotency-key-reused': () => 'its key was used for another test page: run it again',
};

const codeOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** When an audience was last tested, and who said that it arrived. */
export const testLine = (page: TestPage | undefined): string => {
  if (page === undefined) return '  never sent a test page';
  const names = Object.keys(page.arrivals);
  const arrived = names.length === 0 ? 'nobody has said that it arrived' : `arrived: ${names.join(', ')}`;
  return `  last test page ${momentText(page.atMs)}; ${arrived}`;
};
