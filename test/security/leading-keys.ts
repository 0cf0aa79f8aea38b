import type { SeenCall } from './recording-front.ts';

/**
 * The partition keys that a call of DynamoDB is for, as `dynamodb:LeadingKeys` has them: on the table and on the local
 * index, which has the table's keys. Other indexes have keys of their own.
 */
export const leadingKeysOf = ({ action, resource, body }: SeenCall): readonly string[] => {
  if (!action.startsWith('dynamodb:') || !/^[^/]+(\/index\/standing)?$/.test(resource)) return [];
  const call = JSON.parse(body);
  switch (action) {
    case 'dynamodb:GetItem':
    case 'dynamodb:UpdateItem':
    case 'dynamodb:DeleteItem':
      return [call.Key.pk.S];
    case 'dynamodb:PutItem':
      return [call.Item.pk.S];
    case 'dynamodb:BatchGetItem':
      return Object.values<BatchGet>(call.RequestItems).flatMap(({ Keys }) => Keys.map(({ pk }) => pk.S));
    case 'dynamodb:BatchWriteItem':
      return Object.values<readonly BatchWrite[]>(call.RequestItems)
        .flat()
        .map(({ PutRequest, DeleteRequest }) => (PutRequest?.Item ?? DeleteRequest?.Key)?.pk.S ?? '');
    case 'dynamodb:Query': {
      const [, value = ''] = /\bpk=(:\w+)/.exec(call.KeyConditionExpression) ?? [];
      return [call.ExpressionAttributeValues[value].S];
    }
    default:
      throw new Error(`a call of the table that this does not know: ${action}`);
  }
};

interface Keyed {
  readonly pk: { readonly S: string };
}

interface BatchGet {
  readonly Keys: readonly Keyed[];
}

interface BatchWrite {
  readonly PutRequest?: { readonly Item: Keyed };
  readonly DeleteRequest?: { readonly Key: Keyed };
}
