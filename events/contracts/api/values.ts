import * as z from 'zod/mini';
import { statuses } from '../../../domain/incident/incident.ts';
import type { Statement } from '../../../domain/incident/said.ts';
import { scenarios } from '../../../domain/kernel/scenario.ts';
import { severities } from '../../../domain/kernel/severity.ts';

/** Names of the schemas that stand under `components/schemas` of the API's description. */
export const names = z.registry<{ id: string; description?: string }>();

/** A copy of the schema with words for people, shown in the API's description. */
export const describe = <S extends z.ZodMiniType>(schema: S, description: string): S => {
  const copy = z.clone(schema);
  z.globalRegistry.add(copy, { description });
  return copy;
};

/** The same schema under a name of its own in the API's description. */
export const named = <S extends z.ZodMiniType>(id: string, schema: S, description?: string): S => {
  names.add(schema, description === undefined ? { id } : { id, description });
  return schema;
};

export const severity = named('Severity', z.enum(severities), 'SEV1 is the worst.');
export const scenario = named('Scenario', z.enum(scenarios));
export const status = named('Status', z.enum(statuses));

/** Every statement of the domain with its description. A missing one does not compile. */
const statementTexts: Readonly<Record<Statement, string>> = {
  'root-cause-unknown': 'nobody knows yet why',
  triaged: 'it is known what is affected and how badly',
  'fix-failed': 'a fix was tried and did not help',
  'database-unavailable': 'the database cannot be reached',
  'data-loss-suspected': 'data may be lost or corrupt',
  'replication-failed': 'a replica no longer follows',
  'breach-confirmed': 'data was reached by somebody who must not',
  'compromise-confirmed': 'a system is in the hands of somebody else',
  'regulatory-notification-required': 'an authority must be told',
  'scaling-non-functional': 'auto scaling does nothing any more',
  'limits-block-scaling': 'a limit of the account or group stops scaling',
  'recovery-over-4h': 'recovery is thought to take more than four hours',
  'recovery-2h-to-4h': 'recovery is thought to take two to four hours',
  'customers-told': 'customers have been informed',
  'analysis-begun': 'the analysis of the root cause has begun',
  'stability-verified': 'the service was watched and is stable',
  'post-mortem-published': 'the post-mortem is out',
  'prevention-done': 'the preventive measures are in place',
};

export const statements: readonly Statement[] = Object.keys(statementTexts) as Statement[];

export const statement = named(
  'Statement',
  z.enum(statements),
  Object.entries(statementTexts)
    .map(([name, text]) => `${name}: ${text}`)
    .join('; '),
);

/** ISO 8601 in UTC, to the millisecond: `2026-11-22T09:30:00.000Z`. */
export const utcTime = z.iso.datetime({ precision: 3 });

/** ISO 8601 with a zone (`Z` or `+01:00`), as callers write it. */
export const zonedTime = z.iso.datetime({ offset: true });

/** 9999-12-31T23:59:59.999Z: beyond it ISO 8601 needs years of six digits, which few programs read. */
const LAST_MS = 253_402_300_799_999;

/** Epoch milliseconds as ISO 8601 in UTC. Alarms may carry any time: it is limited to the years 1970 to 9999. */
export const isoTime = (ms: number): string => new Date(Math.min(Math.max(ms, 0), LAST_MS)).toISOString();
