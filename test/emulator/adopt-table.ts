import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { importTable } from '../../tools/import-table.ts';
import type { Person } from './people.ts';

/**
 * Makes the table that an earlier stack would have left behind; a person takes it into a new stack. Throws where
 * CloudFormation does not import it.
 */
export const adoptTable = async (
  stack: string,
  packageDir: string,
  endpoint: string,
  { keys }: Person,
): Promise<void> => {
  const template = JSON.parse(
    readFileSync(join(packageDir, 'cloudformation-template-update-stack.json'), 'utf8'),
  );
  const {
    PointInTimeRecoverySpecification: _,
    TimeToLiveSpecification: _ttl,
    ...table
  } = template.Resources.Table.Properties;
  const left: CreateTableCommandInput = table;
  const dynamodb = new DynamoDBClient({ endpoint });
  const cloudformation = new CloudFormationClient({
    endpoint,
    credentials: { accessKeyId: keys.AWS_ACCESS_KEY_ID, secretAccessKey: keys.AWS_SECRET_ACCESS_KEY },
  });
  try {
    await dynamodb.send(new CreateTableCommand(left));
    await importTable(cloudformation, template, stack, 1);
  } finally {
    dynamodb.destroy();
    cloudformation.destroy();
  }
};
