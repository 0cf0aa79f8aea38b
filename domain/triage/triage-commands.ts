import { type CommandRow, refuse } from '../incident/command.ts';
import { addEntry, change } from '../incident/draft.ts';
import { own } from '../kernel/own.ts';
import { askForTriage } from './ask.ts';
import { questions } from './trees.ts';

/** A person wants the service examined now. One that is being examined is not asked for twice. */
export const triageNow: CommandRow<{ readonly kind: 'triage' }> = {
  wantsOpen: true,
  refuses: ['triage-off', 'triage-running'],
  decide: (draft, _command, by) => {
    if (!draft.context.configuration.triage.isOn)
      return refuse('triage-off', 'Triage is turned off: remove `enabled: false` of `triage` in tocsin.yml');
    if (draft.incident.triage?.state === 'running')
      return refuse('triage-running', 'Its triage is running: read it with GET /incidents/{id}');
    askForTriage(draft, 'by-person');
    addEntry(draft, 'triaged', 'Triage asked for', { by, reason: 'by-person' });
    return undefined;
  },
};

/** Answers kept at most: there are fewer questions, and only the last answer to each counts (I9). */
const MAX_ANSWERS = 20;

/** A person answers a question of a decision tree. Another answer to the same question takes its place. */
export const answer: CommandRow<{
  readonly kind: 'answer';
  readonly question: string;
  readonly answer: string;
}> = {
  wantsOpen: true,
  refuses: ['unknown-question', 'unknown-answer', 'triage-off'],
  decide: (draft, { question, answer: given }, by) => {
    const { triage } = draft.incident;
    if (triage === undefined)
      return refuse('triage-off', 'This incident is not examined: `triage` is turned off in tocsin.yml');
    const known = own(questions, question);
    if (known === undefined)
      return refuse(
        'unknown-question',
        `There is no question ${question}: known are ${Object.keys(questions).join(', ')}`,
      );
    if (!known.includes(given))
      return refuse('unknown-answer', `${question} is answered by ${known.join(' or ')}, not by ${given}`);
    const others = (triage.answers ?? []).filter((other) => other.question !== question);
    const answers = [...others, { question, answer: given, by, atMs: draft.context.nowMs }];
    change(draft, { triage: { ...triage, answers: answers.slice(-MAX_ANSWERS) } });
    addEntry(draft, 'triaged', `${question}: ${given}`, { by, reason: 'answered' });
    return undefined;
  },
};
