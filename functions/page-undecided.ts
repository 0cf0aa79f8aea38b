import { createPowertoolsJournal } from '../adapters/powertools/journal.ts';
import { createTopicPublisher } from '../adapters/sns/topic-publisher.ts';
import { createSqsUndecidedQueue } from '../adapters/sqs/undecided-queue.ts';
import { EQUAL_WITHIN_MS, rememberEqualPages } from './page-undecided/equal-pages.ts';
import { pageRaw } from './page-undecided/page-raw.ts';
import { createRawBudget } from './page-undecided/raw-budget.ts';
import { readEnvironment } from './wiring/environment.ts';
import type { QueueHandler } from './wiring/queue-handler.ts';

const environment = readEnvironment(process.env);
const kept = createSqsUndecidedQueue(environment.undecidedQueueUrl);
const pager = {
  topics: createTopicPublisher(environment.topicArnPrefix),
  journal: createPowertoolsJournal(),
  equal: rememberEqualPages(EQUAL_WITHIN_MS / environment.timeScale),
  budget: createRawBudget(environment.timeScale),
  keep: ({ body, reason }: { readonly body: string; readonly reason: string }) => kept.keep(body, reason),
  now: Date.now,
};

/** Queue `intake-dead`: what could not be decided on is paged as it came. */
export const handler: QueueHandler = (event) => pageRaw(pager, event.Records);
