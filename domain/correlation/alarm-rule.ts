/** Words of the language itself. An alarm of such a name stands in quotes. */
const words = new Set(['ALARM', 'OK', 'INSUFFICIENT_DATA', 'AT_LEAST', 'AND', 'OR', 'NOT', 'TRUE', 'FALSE']);

const between = ' \t\r\n(),';

/** The end of the quoted text that begins at `from`; undefined where the quote is never closed. */
const endOfQuote = (rule: string, from: number): number | undefined => {
  for (let at = from; at < rule.length; at++) {
    if (rule[at] === '\\') at++;
    else if (rule[at] === '"') return at;
  }
  return undefined;
};

const endOfWord = (rule: string, from: number): number => {
  let at = from;
  // Every text includes the empty one, which stands after the end.
  while (!between.includes(rule[at] ?? '')) at++;
  return at;
};

/** Counts and shares of AT_LEAST: `2`, `50%`. */
const isNumber = (word: string): boolean => /^\d{1,9}%?$/.test(word);

/**
 * The alarms that the rule of a composite alarm names, by name or ARN, each once. Reads each character once. A rule
 * that was cut loses its last name at most. CloudWatch User Guide, "Combining alarms": `ALARM("a") AND NOT OK(b)`,
 * `AT_LEAST(2, ALARM, (a, b, c))`.
 */
export const alarmsNamedIn = (rule: string): readonly string[] => {
  const names = new Set<string>();
  for (let at = 0; at < rule.length; ) {
    const character = rule[at] ?? '';
    if (character === '"') {
      const end = endOfQuote(rule, at + 1);
      if (end === undefined) break;
      names.add(rule.slice(at + 1, end).replaceAll('\\"', '"'));
      at = end + 1;
    } else if (between.includes(character)) at++;
    else {
      const end = endOfWord(rule, at);
      const word = rule.slice(at, end);
      if (!words.has(word) && !isNumber(word)) names.add(word);
      at = end;
    }
  }
  return [...names].filter((name) => name !== '');
};
