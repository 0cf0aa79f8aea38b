import { createDynamoDbAccess } from '../adapters/dynamodb/access.ts';
import { createDynamoDbFindings } from '../adapters/dynamodb/finding-items.ts';
import { createDynamoDbIncidentQueries } from '../adapters/dynamodb/incident-queries.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createDynamoDbTestPages } from '../adapters/dynamodb/test-pages.ts';
import { createSnsTestPagePublisher } from '../adapters/sns/test-page-publisher.ts';
import tocsin from '../package.json' with { type: 'json' };
import { act } from '../protocol/command/act.ts';
import { sendTestPage } from '../protocol/command/send-test-page.ts';
import { declareIncident } from '../protocol/intake/declare.ts';
import { makeApi } from './serve-api/api.ts';
import { readDescription } from './serve-api/description.ts';
import { readEnvironment } from './wiring/environment.ts';
import { buildShell, leasedFor } from './wiring/shell.ts';

const environment = readEnvironment(process.env);
const table = createTable(environment.tableName);
const shell = buildShell(environment, table);
const testPages = createDynamoDbTestPages(table);

/** HTTP API: people and programs query incidents and steer them. */
export const handler = makeApi({
  queries: createDynamoDbIncidentQueries(table),
  findings: createDynamoDbFindings(table),
  access: createDynamoDbAccess(table),
  store: shell.store,
  act: (incidentId, request, invocation) => act(leasedFor(shell, invocation), incidentId, request),
  declare: (declaration, invocation) => declareIncident(leasedFor(shell, invocation), declaration),
  // The client is made when one is sent: it would cost every cold start.
  sendTestPage: (request) =>
    sendTestPage(
      {
        publisher: createSnsTestPagePublisher(environment.topicArnPrefix),
        store: testPages,
        audiences: shell.configuration.audiences,
        ...{ now: shell.now, hash: shell.hash },
      },
      request,
    ),
  testPages,
  configuration: shell.configuration,
  journal: shell.journal,
  now: shell.now,
  describe: readDescription,
  version: tocsin.version,
});
