import {
  type CloudFormationClient,
  CreateChangeSetCommand,
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

const CHANGE_SET = 'adopt-table';

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
  const changeSet = { StackName: name, ChangeSetName: CHANGE_SET };
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
  await waitUntilChangeSetCreateComplete(waiter, changeSet);
  await client.send(new ExecuteChangeSetCommand(changeSet));
  await waitUntilStackImportComplete(waiter, { StackName: name });
};
