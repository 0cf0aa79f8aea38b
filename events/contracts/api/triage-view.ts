import type { TriageSummary } from '../../../domain/incident/triage-summary.ts';
import type { Finding } from '../../../domain/triage/finding.ts';
import type { Hypothesis, Judgement } from '../../../domain/triage/judgement.ts';
import { pathOf, type TreePath } from '../../../domain/triage/trees.ts';
import type { FindingAnswer, TriageAnswer } from './triage-answer.ts';
import { isoTime } from './values.ts';

/** What a run found, as the API answers it. */
export const viewFinding = ({ atMs, evidence, ...finding }: Finding): FindingAnswer => ({
  ...finding,
  evidence: Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
  ) as FindingAnswer['evidence'],
  at: isoTime(atMs),
});

/** An incident's triage as the API answers it. `judgement`: of its last run that was judged. */
export const viewTriage = (triage: TriageSummary, judgement?: Judgement): TriageAnswer => {
  const { runs, state, askedAtMs, reason, judged, nextAtMs, text, cause } = triage;
  return {
    runs,
    state,
    askedAt: isoTime(askedAtMs),
    reason,
    ...(judged === undefined ? {} : { lastAt: isoTime(judged.atMs) }),
    ...(nextAtMs === undefined ? {} : { nextAt: isoTime(nextAtMs) }),
    ...(text === undefined ? {} : { text }),
    cause: judgement?.cause === undefined ? (cause ?? null) : viewHypothesis(judgement.cause),
    ...(judgement === undefined ? {} : viewJudgement(triage, judgement)),
  };
};

const viewHypothesis = ({ for: pro, against, ...hypothesis }: Hypothesis) => ({
  ...hypothesis,
  for: [...pro],
  against: [...against],
});

const viewJudgement = (triage: TriageSummary, judgement: Judgement) => ({
  alternatives: judgement.alternatives.map(viewHypothesis),
  scope: judgement.scope,
  gaps: [...judgement.gaps],
  proposals: [...judgement.proposals],
  tree: viewPath(pathOf(judgement.answers, triage.answers ?? [], judgement.atMs)),
});

const viewPath = ({ name, path, next }: TreePath): NonNullable<TriageAnswer['tree']> => ({
  name,
  path: path.map(({ atMs, ...step }) => ({ ...step, at: isoTime(atMs) })),
  next: 'question' in next ? { ...next, answers: [...next.answers] } : next,
});
