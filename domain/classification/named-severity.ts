import { isWorse, type Severity, severities } from '../kernel/severity.ts';

/** A word of its own: no letter, digit or dot of a size (`p2.xlarge`) touches it. A capital begins a word. */
const words =
  /(?<![\p{L}\p{N}])(?:sev(?:erity)?[-_ :]?([1-4])|p([1-4])|critical)(?![\p{L}\p{N}])(?!\.[\p{L}\p{N}])/giu;
const inCamelCase = /(?<![\p{Lu}\p{N}])S(?:EV|ev(?:erity)?)[-_ ]?([1-4])(?![\p{Ll}\p{N}])/gu;

/** What turns "critical" into something else: the opposite, or a property of a system that is well. */
const notCritical = /(?<!\p{L})(?:non|not|un|less|mission|business|safety)[-_ ]$/iu;
const namesCritical = /^[-_ ](?:path|section|css|chain)(?![\p{L}])/iu;

const isMeant = (name: string, found: RegExpExecArray): boolean => {
  if (found[0].toLowerCase() !== 'critical') return true;
  const end = found.index + found[0].length;
  return (
    !notCritical.test(name.slice(Math.max(0, found.index - 11), found.index)) &&
    !namesCritical.test(name.slice(end, end + 10))
  );
};

/**
 * The gravest severity that an alarm's name states as a word of its own: SEV1 to SEV4, P1 to P4, `critical`; with the
 * word as it stands there. docs/requirements.md, What users' cases settled ("Severity in a name").
 */
export const severityNamed = (
  told: string,
): { readonly severity: Severity; readonly word: string } | undefined => {
  // Wide letters and digits, as keyboards of other scripts make them, are letters and digits.
  const name = told.normalize('NFKC');
  const [first, ...others] = [...name.matchAll(words), ...name.matchAll(inCamelCase)]
    .filter((match) => isMeant(name, match))
    .map((match) => ({
      severity: severities[Number(match[1] ?? match[2] ?? 1) - 1] ?? 'SEV1',
      word: match[0],
    }));
  if (first === undefined) return undefined;
  return others.reduce((worst, next) => (isWorse(next.severity, worst.severity) ? next : worst), first);
};
