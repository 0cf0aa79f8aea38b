/** The next token of JSON text, after white space: punctuation, a string, a number or a word. RFC 8259, "JSON Grammar". */
const token =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;

type Place = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end';

/**
 * Where JSON text goes wrong: the offset in characters of the first that cannot stand there, or the text's length where
 * it ends too early. Only asked once `JSON.parse` has refused, whose own messages quote the text and often lack the place.
 */
export const jsonMistakeAt = (text: string): number => {
  const open: ('{' | '[')[] = [];
  let place: Place = 'value';
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return skipSpace(text, at);
    const [whole, mark, string] = match;
    const next = step(place, mark, string !== undefined, open);
    if (next === undefined) return skipSpace(text, at);
    at += whole.length;
    place = next;
    if (open.length === 0 && place === 'comma-or-end') return skipSpace(text, at);
  }
};

const skipSpace = (text: string, at: number): number =>
  at + (/^[ \t\n\r]*/.exec(text.slice(at))?.[0].length ?? 0);

/** What may follow a token, or undefined where it may not stand. */
const step = (
  place: Place,
  mark: string | undefined,
  isString: boolean,
  open: ('{' | '[')[],
): Place | undefined => {
  const wantsValue = place === 'value' || place === 'value-or-end';
  if (mark === undefined) {
    if (wantsValue) return 'comma-or-end';
    return isString && (place === 'name' || place === 'name-or-end') ? 'colon' : undefined;
  }
  if ((mark === '{' || mark === '[') && wantsValue) {
    open.push(mark);
    return mark === '{' ? 'name-or-end' : 'value-or-end';
  }
  if (mark === ':' && place === 'colon') return 'value';
  if (mark === ',' && place === 'comma-or-end') return open.at(-1) === '{' ? 'name' : 'value';
  const closes = place === 'comma-or-end' || place === (mark === '}' ? 'name-or-end' : 'value-or-end');
  if (closes && open.at(-1) === (mark === '}' ? '{' : mark === ']' ? '[' : undefined)) {
    open.pop();
    return 'comma-or-end';
  }
  return undefined;
};
