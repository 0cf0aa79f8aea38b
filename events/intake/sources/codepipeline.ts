import { buildArn, findArn } from '../arn.ts';
import { type DetailParser, detailOf } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import { lateObject, text, textOrNumber } from '../lenient-fields.ts';
import { ignored, missingField } from '../reading.ts';
import { momentOf } from '../timestamp.ts';

/** `version` comes as a text, an integer or 2.0. */
const pipelineSchema = lateObject(() => ({
  pipeline: text,
  state: text,
  stage: text,
  action: text,
  version: textOrNumber,
  'execution-id': text,
}));

/**
 * `CodePipeline Pipeline Execution State Change`: FAILED stands until an execution of the same pipeline succeeds.
 * Source: CodePipeline User Guide, "Monitoring CodePipeline events".
 */
export const parsePipelineExecution: DetailParser = (event, context) => {
  const detail = detailOf(pipelineSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const { pipeline, state } = detail;
  if (state === undefined) return [missingField('detail.state', 'the state of the execution')];
  if (state !== 'FAILED' && state !== 'SUCCEEDED')
    return [ignored('pipeline-not-failed', `${pipeline ?? 'pipeline'} ${state}`)];
  if (pipeline === undefined) return [missingField('detail.pipeline', "the pipeline's name")];
  const arn =
    findArn(event.resources, 'codepipeline', '') ??
    buildArn('codepipeline', event.region ?? '', event.account ?? '', pipeline);
  return [
    transitionOf(
      {
        id: arn,
        kind: 'deployment',
        name: `Pipeline ${pipeline}: execution ${state.toLowerCase()}`,
        state: state === 'FAILED' ? 'ALARM' : 'OK',
        atMs: momentOf(context, event.time),
        reason: `Execution ${detail['execution-id'] ?? 'unnamed'} ${state.toLowerCase()}.`,
        resources: [arn],
        facts: { pipeline, execution: detail['execution-id'], version: detail.version, outcome: state },
      },
      event,
    ),
  ];
};

/** Stage and action level: a failure there fails the pipeline's execution, which has an event of its own. */
export const parsePipelinePart: DetailParser = (event) => {
  const detail = detailOf(pipelineSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const subject = [detail.pipeline, detail.stage, detail.action, detail.state].filter(Boolean).join(' ');
  return [ignored(detail.state === 'FAILED' ? 'covered-by-pipeline' : 'pipeline-not-failed', subject)];
};
