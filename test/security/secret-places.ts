import type { DeployedFunctions, FunctionName } from './deployed-functions.ts';
import type { SeenCall } from './recording-front.ts';

const functions: readonly FunctionName[] = [
  'ingest-alarm',
  'run-timer',
  'sweep-due',
  'serve-api',
  'triage-incident',
  'page-undecided',
];

/** What a call carries, as text: SNS sends forms. */
const carried = ({ action, body }: SeenCall): string =>
  action.startsWith('sns:') ? [...new URLSearchParams(body).values()].join('\n') : body;

const nameOf = ({ action, resource }: SeenCall): string =>
  action.startsWith('sqs:') ? `${action} ${resource}` : action;

/** Where a text stands: `log`, `answer`, or the calls that carried it; sorted, each once. */
export const placesOf = (
  secret: string,
  world: DeployedFunctions,
  answers: readonly string[],
): readonly string[] => {
  const calls = functions.flatMap((name) => world.callsOf(name));
  const places = [
    ...(world.logged.join('').includes(secret) ? ['log'] : []),
    ...(answers.join('\n').includes(secret) ? ['answer'] : []),
    ...calls.filter((call) => carried(call).includes(secret)).map(nameOf),
  ];
  return [...new Set(places)].sort();
};
