import type { Context } from 'aws-lambda';
import type { Configuration } from '../../../domain/kernel/configuration.ts';
import type { ActResult, Declaration, DeclareResult } from '../../../domain/lifecycle/command.ts';
import type { Act } from '../../../domain/lifecycle/commands.ts';
import type { TestPageRequest, TestPageResult } from '../../../protocol/command/send-test-page.ts';
import type { AccessStore } from '../../../protocol/ports/access.ts';
import type { FindingQueries } from '../../../protocol/ports/findings.ts';
import type { Journal } from '../../../protocol/ports/journal.ts';
import type { IncidentQueries } from '../../../protocol/ports/queries.ts';
import type { IncidentStore } from '../../../protocol/ports/record.ts';
import type { TestPageStore } from '../../../protocol/ports/test-pages.ts';

/** What tells how long an invocation may take: effects are its own until then. */
export type Invocation = Pick<Context, 'getRemainingTimeInMillis'>;

/** What the API works with. */
export interface ApiParts {
  readonly queries: IncidentQueries;
  readonly findings: FindingQueries;
  readonly access: AccessStore;
  readonly store: Pick<IncidentStore, 'read' | 'countSignals'>;
  /** protocol/command/act.ts, with its shell. */
  readonly act: (incidentId: string, request: Act, invocation: Invocation) => Promise<ActResult>;
  /** protocol/intake/declare.ts, with its shell. */
  readonly declare: (declaration: Declaration, invocation: Invocation) => Promise<DeclareResult>;
  /** protocol/command/send-test-page.ts, with what it needs. */
  readonly sendTestPage: (request: TestPageRequest) => Promise<TestPageResult>;
  readonly testPages: TestPageStore;
  readonly configuration: Pick<Configuration, 'audiences' | 'clocks' | 'defaultSeverity' | 'services'>;
  readonly journal: Journal;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The API's description, OpenAPI 3.1. */
  readonly describe: () => object;
  /** Of Tocsin, as `GET /health` says it. */
  readonly version: string;
}
