import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { AdoptError, importTable } from './import-table.ts';

const usage = `npm run adopt-table -- --stage <stage>

Takes a table that an earlier stack left behind into a new stack of the stage. Package the stage before, and deploy it
afterwards. AWS credentials and region are those of the AWS CLI (AWS_PROFILE, AWS_REGION).`;

const readTemplate = () => {
  const path = join('.serverless', 'cloudformation-template-update-stack.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new AdoptError(`${path} cannot be read: run "npm run package -- --stage <stage>" first`, {
      cause: error,
    });
  }
};

try {
  const { stage } = parseArgs({ options: { stage: { type: 'string' } } }).values;
  if (stage === undefined) throw new AdoptError(`--stage is missing\n\n${usage}`);
  const name = `tocsin-${stage}`;
  await importTable(new CloudFormationClient({}), readTemplate(), name);
  console.log(`The stack ${name} has its table again. Deploy the rest: npm run deploy -- --stage ${stage}`);
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  process.exitCode = 1;
}
