import { isObject, type JsonObject } from '../kernel/json.ts';
import { visibleLine } from '../kernel/terminal-text.ts';
import { listIn, type Stage, textIn } from './demo-stage.ts';

/** A first judgement stands in the incident. */
const examined = (stage: Stage, id: string): Promise<JsonObject> =>
  stage.expect('it is examined, read only', async () => {
    const { triage } = await stage.call('GET', `/incidents/${id}`);
    return isObject(triage) && textIn(triage, 'lastAt') !== '' ? triage : undefined;
  });

const hypothesis = (triage: JsonObject): string => {
  const { cause } = triage;
  return isObject(cause)
    ? `${textIn(cause, 'text')} (confidence ${textIn(cause, 'confidence')})`
    : 'not known';
};

const nextStep = ({ tree }: JsonObject): string => {
  const next = isObject(tree) ? tree['next'] : undefined;
  return textIn(next, 'text') || textIn(next, 'question') || textIn(next, 'step');
};

/** The worst first. */
const gravity = ['failed', 'degraded', 'unknown', 'healthy'];

const byGravity = (findings: readonly JsonObject[]): readonly JsonObject[] =>
  gravity.flatMap((state) => findings.filter((finding) => finding['state'] === state));

const linesOf = (triage: JsonObject, findings: readonly JsonObject[]): readonly string[] => [
  ...byGravity(findings).map(
    (finding) => `${textIn(finding, 'state').padEnd(8)}  ${textIn(finding, 'text')}`,
  ),
  `probable cause: ${hypothesis(triage)}`,
  ...listIn(triage, 'alternatives').map((one) => `or: ${textIn(one, 'text')} (${textIn(one, 'confidence')})`),
  ...listIn(triage, 'proposals').map((one) => `proposed: ${textIn(one, 'text')}: ${textIn(one, 'command')}`),
  `next: ${nextStep(triage)}`,
];

/** Waits for the first judgement, and prints what was found, concluded and proposed. Returns the incident's `triage`. */
export const playTriage = async (stage: Stage, id: string): Promise<JsonObject> => {
  const triage = await examined(stage, id);
  const { findings } = await stage.call('GET', `/incidents/${id}/findings`).then((answer) => ({
    findings: listIn(answer, 'findings'),
  }));
  for (const line of linesOf(triage, findings)) stage.say(`    ${visibleLine(line)}`);
  return triage;
};
