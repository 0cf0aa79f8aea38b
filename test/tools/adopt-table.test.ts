import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { importTable } from '../../tools/import-table.ts';
import { type AwsStub, startAwsStub } from '../contract/aws-stub.ts';

let aws: AwsStub;
beforeAll(async () => {
  aws = await startAwsStub();
});
beforeEach(() => {
  aws.requests.length = 0;
});
afterAll(() => aws.stop());

const Table = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'tocsin-prod' } };
const xml = (operation: string, inner: string) => ({
  status: 200,
  type: 'text/xml',
  body: `<${operation}Response><${operation}Result>${inner}</${operation}Result></${operation}Response>`,
});
const stack = (status: string) =>
  xml(
    'DescribeStacks',
    `<Stacks><member><StackName>tocsin-prod</StackName><CreationTime>2026-11-28T00:00:00Z</CreationTime><StackStatus>${status}</StackStatus></member></Stacks>`,
  );

const adopt = (template: object, name: string) => {
  const client = new CloudFormationClient({ ...aws.settings, maxAttempts: 1 });
  return importTable(client, { Resources: { Table, ...template } }, name, 1);
};

test('a stack is made of the table alone, by an import that is carried out', async () => {
  aws.answer(
    xml('CreateChangeSet', '<Id>1</Id>'),
    xml('DescribeChangeSet', '<Status>CREATE_COMPLETE</Status>'),
    xml('ExecuteChangeSet', ''),
    stack('IMPORT_COMPLETE'),
  );
  await adopt({ Others: {} }, 'tocsin-prod');
  const [form] = aws.requests.map((body) => new URLSearchParams(body));
  expect(form?.get('ChangeSetType')).toBe('IMPORT');
  expect(JSON.parse(form?.get('TemplateBody') ?? '').Resources).toEqual({ Table });
  expect(form?.get('ResourcesToImport.member.1.ResourceIdentifier.entry.1.value')).toBe('tocsin-prod');
  expect(aws.requests).toHaveLength(4);
});

test('an import that CloudFormation takes back is an error', async () => {
  aws.answer(
    xml('CreateChangeSet', '<Id>1</Id>'),
    xml('DescribeChangeSet', '<Status>CREATE_COMPLETE</Status>'),
    xml('ExecuteChangeSet', ''),
    stack('IMPORT_ROLLBACK_COMPLETE'),
  );
  await expect(adopt({}, 'tocsin-prod')).rejects.toThrow('IMPORT_ROLLBACK_COMPLETE');
});

test('a table that CloudFormation does not take in is told with its reason, and the next try has a name of its own', async () => {
  const failed = xml(
    'DescribeChangeSet',
    '<Status>FAILED</Status><StatusReason>tocsin-prod does not exist</StatusReason>',
  );
  for (const _try of [1, 2]) {
    aws.answer(xml('CreateChangeSet', '<Id>1</Id>'), failed, failed);
    await expect(adopt({}, 'tocsin-prod')).rejects.toThrow(
      'CloudFormation does not take the table tocsin-prod in (tocsin-prod does not exist). Mend that',
    );
  }
  const forms = aws.requests.map((body) => new URLSearchParams(body));
  const made = forms.filter((form) => form.get('Action') === 'CreateChangeSet');
  expect(new Set(made.map((form) => form.get('ChangeSetName'))).size).toBe(2);
});

test('a package of another stage is refused before anything is asked for', async () => {
  await expect(adopt({}, 'tocsin-test')).rejects.toThrow(
    'the packaged template is of tocsin-prod, not of tocsin-test: run "npm run package',
  );
  expect(aws.requests).toEqual([]);
});
