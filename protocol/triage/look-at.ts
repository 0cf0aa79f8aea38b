import { cleanLine } from '../../domain/kernel/clean-text.ts';
import type { Check, Scene } from '../../domain/triage/check.ts';
import { checks } from '../../domain/triage/checks.ts';
import { type Evidence, type Finding, findingId, type Interpretation } from '../../domain/triage/finding.ts';
import type { CheckName } from '../../domain/triage/looks.ts';
import { unknownReasonOf, unknownText } from '../../domain/triage/unknown.ts';
import { errorName } from '../error-name.ts';
import type { Looker, Seen } from '../ports/check.ts';
import type { TriageShell } from './triage-shell.ts';

/**
 * Makes every check of the scenario at once, each within its time. What is refused, throttled or too slow is a finding
 * that says so; nothing that goes wrong in one check touches another.
 */
export const lookAt = async (shell: TriageShell, run: number, scene: Scene): Promise<readonly Finding[]> => {
  const names = Object.keys(checks) as CheckName[];
  const lookers = shell.lookersIn(scene.region);
  const found = await Promise.all(
    names.map((name) => make(shell, lookers[name] as Looker<CheckName>, run, scene, name)),
  );
  return found.flat();
};

const make = async <K extends CheckName>(
  shell: TriageShell,
  look: Looker<K>,
  run: number,
  scene: Scene,
  name: K,
): Promise<readonly Finding[]> => {
  // The table's row of this name, whose type cannot be told for all names at once.
  const check = checks[name] as unknown as Check<K>;
  const subjects = check.scenarios.includes(scene.scenario) ? check.subjectsOf(scene) : [];
  if (subjects.length === 0) return [];
  const startMs = shell.now();
  const { onsetMs, nowMs } = scene;
  const seen = await shell
    .within(shell.configuration.triage.checkTimeoutS * 1_000, (signal) =>
      look({ subjects, onsetMs, nowMs, signal }),
    )
    .catch((error: unknown) => [{ resource: undefined, error }]);
  const atMs = shell.now();
  return seen.map((one, n) => ({
    id: findingId(run, name, n),
    run,
    check: name,
    ...(one.resource === undefined ? {} : { resource: one.resource }),
    ...cleaned(shell, interpreted(shell, check, scene, one, name)),
    tookMs: atMs - startMs,
    atMs,
  }));
};

const interpreted = <K extends CheckName>(
  shell: TriageShell,
  check: Check<K>,
  scene: Scene,
  one: Seen<K> | { readonly resource: undefined; readonly error: unknown },
  name: K,
): Interpretation => {
  if ('facts' in one) return inOneLine(check.interpret(one.facts, scene));
  const reason = unknownReasonOf(one.error);
  shell.journal.note('warn', 'check-unknown', { check: name, why: errorName(one.error) });
  return {
    state: 'unknown',
    reason,
    text: unknownText(one.resource ?? name, reason),
    evidence: { error: errorName(one.error) },
  };
};

/** Evidence that quotes somebody's words; the rest are numbers, ids and names, which commands are made of. */
const quoted: ReadonlySet<string> = new Set(['events', 'texts', 'messages', 'reasons', 'replicationError']);

/** What it says, without secrets. */
const cleaned = ({ clean }: TriageShell, said: Interpretation): Interpretation => ({
  ...said,
  text: clean(said.text),
  evidence: Object.fromEntries(
    Object.entries(said.evidence).map(([name, value]) => [
      name,
      quoted.has(name) ? cleanedValue(clean, value) : value,
    ]),
  ),
});

const cleanedValue = (clean: (text: string) => string, value: Evidence[string]): Evidence[string] => {
  if (typeof value === 'string') return clean(value);
  return Array.isArray(value) ? value.map((text: string) => clean(text)) : value;
};

/** Words of AWS and of whoever writes into them may hold line breaks, and marks that turn text around. */
const inOneLine = (said: Interpretation): Interpretation => ({ ...said, text: cleanLine(said.text) });
