/** Longest link that a page carries, in characters. */
export const MAX_LINK = 500;

/** What ends a sentence or a bracket is no part of the address before it. */
const AFTER_LINK = new Set('.,;:!?)]}\'"');

/** Signs that end an address, as it stands in text or in Slack's `<https://…|name>`. */
const address = /https?:\/\/[^\s\p{C}<>|"`]+/giu;

/** The web addresses of a text, in its order. One longer than `MAX_LINK` is left out: a cut link leads nowhere. */
export const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(address)].map(([found]) => withoutEnd(found)).filter(({ length }) => length <= MAX_LINK);

const withoutEnd = (text: string): string => {
  let end = text.length;
  while (AFTER_LINK.has(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
};
