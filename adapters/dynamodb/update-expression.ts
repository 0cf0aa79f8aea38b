import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';

type Expression = Required<
  Pick<UpdateCommandInput, 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames'>
> &
  Pick<UpdateCommandInput, 'ExpressionAttributeValues'>;

/** Collects what one update sets and removes. Every name is a placeholder: attribute names may be reserved words. */
export interface UpdateBuilder {
  /** Placeholder of an attribute name. */
  name(attribute: string): string;
  /** Placeholder of a value. */
  value(value: unknown): string;
  /** `path` is made of placeholders. */
  set(path: string, value: unknown): void;
  setIfAbsent(path: string, value: unknown): void;
  remove(path: string): void;
  /** All conditions must hold. */
  build(conditions: readonly string[]): Expression;
}

export const createUpdateBuilder = (): UpdateBuilder => {
  const names = new Map<string, string>();
  const values: Record<string, unknown> = {};
  const sets: string[] = [];
  const removals: string[] = [];
  const name = (attribute: string): string => {
    const placeholder = names.get(attribute) ?? `#n${names.size}`;
    names.set(attribute, placeholder);
    return placeholder;
  };
  const value = (content: unknown): string => {
    const placeholder = `:v${Object.keys(values).length}`;
    values[placeholder] = content;
    return placeholder;
  };
  return {
    name,
    value,
    set: (path, content) => sets.push(`${path}=${value(content)}`),
    setIfAbsent: (path, content) => sets.push(`${path}=if_not_exists(${path},${value(content)})`),
    remove: (path) => removals.push(path),
    build: (conditions) => ({
      UpdateExpression: [
        sets.length > 0 ? `SET ${sets.join(',')}` : '',
        removals.length > 0 ? `REMOVE ${removals.join(',')}` : '',
      ]
        .filter((clause) => clause !== '')
        .join(' '),
      ConditionExpression: conditions.join(' AND '),
      ExpressionAttributeNames: Object.fromEntries([...names].map(([attribute, key]) => [key, attribute])),
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
    }),
  };
};
