import type { Value } from './template.ts';

/** What a function's role allows, as serverless.yml writes it. */
export interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly Value[];
  readonly Condition?: Value;
}

/**
 * The statements as they are deployed: the topics of all audiences in place of `AudienceTopics`, and with tracing on the
 * permission to send traces, which roles per function leave out.
 */
export const statementsOf = (
  written: readonly Statement[],
  topics: readonly Value[],
  tracing: boolean,
): Statement[] => {
  const may = written.map((statement) => withTopics(statement, topics));
  return tracing ? [...may, sendTraces] : may;
};

/** X-Ray knows no resources, hence the wildcard. */
const sendTraces: Statement = {
  Effect: 'Allow',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  Resource: ['*'],
};

/** Puts the audiences' topics in place of the `Ref` to `AudienceTopics`: exactly these may be published to. */
const withTopics = (statement: Statement, topics: readonly Value[]): Statement => ({
  ...statement,
  Resource: statement.Resource.flatMap((resource) => (isAudienceTopics(resource) ? topics : [resource])),
});

const isAudienceTopics = (resource: Value): boolean =>
  typeof resource === 'object' &&
  resource !== null &&
  'Ref' in resource &&
  resource['Ref'] === 'AudienceTopics';
