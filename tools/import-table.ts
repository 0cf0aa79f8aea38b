import { randomUUID } from 'node:crypto';
import {
  type CloudFormationClient,
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  waitUntilChangeSetCreateComplete,
  waitUntilStackImportComplete,
} from '@aws-sdk/client-cloudformation';
import { ToolError } from './tool-error.ts';

/** The part of a packaged template that is looked at. */
export interface TableTemplate {
  readonly Resources: {
    readonly Table?: { readonly Properties: { readonly TableName?: string } };
  };
}

/** Each try has its own: one that failed stays, and its name is taken. */
const changeSetName = (): string => `adopt-table-${randomUUID()}`;

/**
 * Makes a stack that consists of a table which is there already, as the packaged template describes it: the next deployment
 * adds the rest. CloudFormation User Guide, "Creating a stack from existing resources".
 * @param name of the stack and its table: `tocsin-<stage>`
 * @param waits seconds between two looks at how far CloudFormation is
 * @throws ToolError, and what the SDK throws
 */
export const importTable = async (
  client: CloudFormationClient,
  template: TableTemplate,
  name: string,
  waits = 2,
): Promise<void> => {
  const { Table } = template.Resources;
  const packaged = Table?.Properties.TableName;
  if (packaged !== name) {
    throw new ToolError(
      `the packaged template is of ${String(packaged)}, not of ${name}: run "npm run package -- --stage <stage>" first`,
    );
  }
  const changeSet = { StackName: name, ChangeSetName: changeSetName() };
  const waiter = { client, maxWaitTime: 300, minDelay: waits, maxDelay: waits };
  await client.send(
    new CreateChangeSetCommand({
      ...changeSet,
      ChangeSetType: 'IMPORT',
      TemplateBody: JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: { Table } }),
      ResourcesToImport: [
        {
          ResourceType: 'AWS::DynamoDB::Table',
          LogicalResourceId: 'Table',
          ResourceIdentifier: { TableName: name },
        },
      ],
    }),
  );
  try {
    await waitUntilChangeSetCreateComplete(waiter, changeSet);
  } catch (error) {
    const { StatusReason = 'no reason given' } = await client.send(new DescribeChangeSetCommand(changeSet));
    const remedy = 'Mend that, then run this again';
    throw new ToolError(`CloudFormation does not take the table ${name} in (${StatusReason}). ${remedy}`, {
      cause: error,
    });
  }
  await client.send(new ExecuteChangeSetCommand(changeSet));
  await waitUntilStackImportComplete(waiter, { StackName: name });
};
