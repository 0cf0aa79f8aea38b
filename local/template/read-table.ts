import { expectProperties, listOf, type Resource, refuse, textOf } from './resource.ts';
import type { TableSpec } from './stack.ts';

const understood = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'LocalSecondaryIndexes',
  'GlobalSecondaryIndexes',
  'BillingMode',
];

/** The embedded database has no backups, never deletes by TTL, and encrypts nothing. */
const inert = [
  'DeletionProtectionEnabled',
  'PointInTimeRecoverySpecification',
  'SSESpecification',
  'TableClass',
  'Tags',
  'TimeToLiveSpecification',
  'ContributorInsightsSpecification',
];

/** Reads an `AWS::DynamoDB::Table`. */
export const readTable = (resource: Resource): TableSpec => {
  expectProperties(resource, understood, inert);
  if (resource.properties['BillingMode'] !== 'PAY_PER_REQUEST') {
    refuse(resource, 'BillingMode', 'the laptop host understands PAY_PER_REQUEST only');
  }
  const indexes = (property: string) =>
    listOf(resource, property).length > 0 ? { [property]: listOf(resource, property) } : {};
  return {
    name: textOf(resource, 'TableName'),
    definition: {
      AttributeDefinitions: listOf(resource, 'AttributeDefinitions'),
      KeySchema: listOf(resource, 'KeySchema'),
      ...indexes('LocalSecondaryIndexes'),
      ...indexes('GlobalSecondaryIndexes'),
      BillingMode: 'PAY_PER_REQUEST',
    },
  };
};
