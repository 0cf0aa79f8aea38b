import { createDynamoDbFindings } from '../adapters/dynamodb/finding-items.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { redactText } from '../adapters/powertools/redact.ts';
import { examineIncidents } from './triage-incident/examine-incidents.ts';
import { lookersIn } from './triage-incident/lookers.ts';
import { within } from './triage-incident/within.ts';
import { readEnvironment } from './wiring/environment.ts';
import type { QueueHandler } from './wiring/queue-handler.ts';
import { buildShell, leasedFor } from './wiring/shell.ts';

const environment = readEnvironment(process.env);
const table = createTable(environment.tableName);
const shell = buildShell(environment, table);
const findings = createDynamoDbFindings(table);
const region = process.env['AWS_REGION'] ?? '';
const account = process.env['EXAMINED_ACCOUNT'] || undefined;

/** Queue `triage`: examines the service of an incident, and writes down what it finds. */
export const handler: QueueHandler = (event, context) =>
  examineIncidents(
    { ...leasedFor(shell, context), findings, clean: redactText, lookersIn, within, region, account },
    event.Records,
  );
