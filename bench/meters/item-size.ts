import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as DynamoDB's wire format has it. */
export type WireItem = Readonly<Record<string, AttributeValue>>;

/** Of lists and maps, beside what is in them (DynamoDB Developer Guide, "Item sizes and formats"). */
const CONTAINER_BYTES = 3;
const ELEMENT_BYTES = 1;

/** Bytes that DynamoDB charges an item for: names and values, all nested ones too. */
export const sizeOfItem = (item: WireItem): number =>
  Object.entries(item).reduce(
    (bytes, [name, value]) => bytes + Buffer.byteLength(name) + sizeOfValue(value),
    0,
  );

const sizeOfValue = (value: AttributeValue): number => {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return sizeOfNumber(value.N);
  if (value.M !== undefined)
    return CONTAINER_BYTES + sizeOfItem(value.M) + ELEMENT_BYTES * Object.keys(value.M).length;
  if (value.L !== undefined)
    return CONTAINER_BYTES + value.L.reduce((bytes, one) => bytes + ELEMENT_BYTES + sizeOfValue(one), 0);
  if (value.B !== undefined) return value.B.byteLength;
  return 1;
};

/** About one byte for two digits, and one. */
const sizeOfNumber = (text: string): number => {
  const digits = text.replace(/^-|\./g, '').replace(/^0+|0+$/g, '');
  return 1 + Math.ceil(digits.length / 2) + (text.startsWith('-') ? 1 : 0);
};
