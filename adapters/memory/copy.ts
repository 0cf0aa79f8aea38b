/** A deep copy of plain data. Members that are `undefined` are left out, as a database leaves them out. */
export const copy = <T>(value: T): T => copyAny(value) as T;

const copyAny = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyAny);
  if (value === null || typeof value !== 'object') return value;
  const out: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    if (name === '__proto__') setProto(out, member);
    else out[name] = copyAny(member);
  }
  return out;
};

/** A key named __proto__ must become a member, never the prototype. */
const setProto = (out: Record<string, unknown>, member: unknown): void => {
  Object.defineProperty(out, '__proto__', {
    value: copyAny(member),
    writable: true,
    enumerable: true,
    configurable: true,
  });
};
