import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { stageProblem } from '../deployment/stage.ts';
import { explain } from './explain.ts';
import { importTable } from './import-table.ts';
import { readOptions } from './read-options.ts';
import { ToolError } from './tool-error.ts';

const usage = `npm run adopt-table -- --stage <stage>

Takes a table that an earlier stack left behind into a new stack of the stage. Package the stage before, and deploy it
afterwards. AWS credentials and region are those of the AWS CLI (AWS_PROFILE, AWS_REGION).`;

const readTemplate = () => {
  const path = join('.serverless', 'cloudformation-template-update-stack.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ToolError(`${path} cannot be read: run "npm run package -- --stage <stage>" first`, {
      cause: error,
    });
  }
};

try {
  const { stage } = readOptions(process.argv.slice(2), { stage: { type: 'string' } }).values;
  if (stage === undefined) throw new ToolError('--stage is missing: say of which stage, such as prod');
  const problem = stageProblem(stage);
  if (problem !== undefined) throw new ToolError(problem);
  const name = `tocsin-${stage}`;
  await importTable(new CloudFormationClient({}), readTemplate(), name);
  console.log(`The stack ${name} has its table again. Deploy the rest: npm run deploy -- --stage ${stage}`);
} catch (error) {
  console.error(explain(error, usage));
  process.exitCode = 1;
}
