/** Which lines a filter pattern takes; `undefined` where the pattern is of a kind that is not built. */
export type LineFilter = (line: string) => boolean;

interface Term {
  readonly text: string;
  readonly kind: 'all' | 'any' | 'none';
}

const termsIn = (pattern: string): readonly Term[] =>
  [...pattern.matchAll(/([?-]?)(?:"([^"]*)"|([^\s"]+))/g)].map(([, sign, quoted, plain]) => ({
    text: quoted ?? plain ?? '',
    kind: sign === '?' ? 'any' : sign === '-' ? 'none' : 'all',
  }));

/**
 * A filter pattern for unstructured lines: terms that must all be there, `?terms` of which one must be, `-terms` that must
 * not. Amazon CloudWatch Logs User Guide, "Filter pattern syntax". Patterns on JSON, on columns and by regular expression
 * are not built.
 */
export const lineFilter = (pattern: string): LineFilter | undefined => {
  const text = pattern.trim();
  if (/^[{[]|%/.test(text)) return undefined;
  const terms = termsIn(text);
  const of = (kind: Term['kind']): readonly string[] =>
    terms.filter((term) => term.kind === kind).map((term) => term.text);
  const [all, any, none] = [of('all'), of('any'), of('none')];
  return (line) =>
    all.every((term) => line.includes(term)) &&
    (any.length === 0 || any.some((term) => line.includes(term))) &&
    !none.some((term) => line.includes(term));
};
