const kindOf = (value: unknown): string => {
  if (value instanceof Date) return 'date';
  return value === null ? 'null' : typeof value;
};

/** The fields of an answer by their path, such as `DBInstances[].Endpoint.Port number`; times are dates. */
export const fieldsOf = (value: unknown, path = ''): ReadonlySet<string> => {
  if (Array.isArray(value))
    return new Set([`${path} list`, ...value.flatMap((one) => [...fieldsOf(one, `${path}[]`)])]);
  if (typeof value !== 'object' || value === null || value instanceof Date)
    return new Set(value === undefined ? [] : [`${path} ${kindOf(value)}`]);
  return new Set(
    Object.entries(value)
      .filter(([name]) => path !== '' || name !== '$metadata')
      .flatMap(([name, one]) => [...fieldsOf(one, path === '' ? name : `${path}.${name}`)]),
  );
};
