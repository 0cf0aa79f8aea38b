import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';

/** `ec2`: lists have no level of their own, names begin with a capital. */
export type FormDialect = 'query' | 'ec2';

/** Times in the query protocols are texts of RFC 3339. */
const texts = new FromStringShapeDeserializer({ timestampFormat: { useTrait: true, default: 5 } });

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const nameIn = (dialect: FormDialect, member: NormalizedSchema, name: string): string => {
  const { xmlName, ec2QueryName } = member.getMergedTraits();
  const written = String(xmlName ?? name);
  if (dialect === 'query') return written;
  return ec2QueryName === undefined ? capitalized(written) : String(ec2QueryName);
};

/** The fields below a prefix: whether there is any says whether a structure or a list was written. */
const has = (fields: ReadonlyMap<string, string>, prefix: string): boolean =>
  [...fields.keys()].some((key) => key === prefix || key.startsWith(`${prefix}.`));

const readList = (
  schema: NormalizedSchema,
  fields: ReadonlyMap<string, string>,
  prefix: string,
  dialect: FormDialect,
): unknown[] | undefined => {
  const member = schema.getValueSchema();
  const isFlat = dialect === 'ec2' || schema.getMergedTraits().xmlFlattened;
  const base = isFlat ? prefix : `${prefix}.${member.getMergedTraits().xmlName ?? 'member'}`;
  const values: unknown[] = [];
  for (let index = 1; has(fields, `${base}.${index}`); index += 1)
    values.push(read(member, fields, `${base}.${index}`, dialect));
  return values.length > 0 || fields.get(prefix) === '' ? values : undefined;
};

const readStructure = (
  schema: NormalizedSchema,
  fields: ReadonlyMap<string, string>,
  prefix: string,
  dialect: FormDialect,
): Record<string, unknown> => {
  const value: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const key = nameIn(dialect, member, name);
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (!has(fields, path)) continue;
    const found = read(member, fields, path, dialect);
    if (found !== undefined) value[name] = found;
  }
  return value;
};

const read = (
  schema: NormalizedSchema,
  fields: ReadonlyMap<string, string>,
  prefix: string,
  dialect: FormDialect,
): unknown => {
  if (schema.isListSchema()) return readList(schema, fields, prefix, dialect);
  if (schema.isStructSchema()) return readStructure(schema, fields, prefix, dialect);
  if (schema.isMapSchema()) throw new Error(`No operation that is built takes a map in a form: ${prefix}`);
  const text = fields.get(prefix);
  return text === undefined ? undefined : texts.read(schema, text);
};

/**
 * The input of an operation out of a form, the way that the clients' own `QueryShapeSerializer` writes it. Smithy,
 * "AWS query protocol" and "AWS EC2 query protocol" (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
 */
export const formInput = (
  schema: NormalizedSchema,
  form: URLSearchParams,
  dialect: FormDialect,
): Record<string, unknown> => readStructure(NormalizedSchema.of(schema), new Map(form), '', dialect);
