/** One thing that is wrong in the file. `line` and `column` count from 1. `path` names the field. */
export interface Mistake {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

/** Steps from the top of the file to a field. */
export type Path = readonly (string | number)[];

/** A mistake before its place in the file is looked up. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /** Point at the last step's key, not at its value. */
  readonly atKey?: true;
}

/** Text that could be somebody's number, address or secret: never repeated in a message (I10). */
const mayBePrivate = (text: string): boolean =>
  /[@+]|:\/\/|^arn:/i.test(text) || (text.match(/\d/g)?.length ?? 0) > 5 || text.length > 60;

/** A value as it may be shown in a message: quoted, or described where it could be a contact. */
export const shown = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = String(value);
  return mayBePrivate(text) ? 'this value' : `"${text}"`;
};

/** `policies.default.rungs[0].timeout`; steps that could be a contact are masked. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const name = mayBePrivate(step) ? '(masked)' : step;
    return text === '' ? name : `${text}.${name}`;
  }, '') || '(file)';
