import type { Configuration } from '../../domain/kernel/configuration.ts';
import { parseIntake } from '../../events/intake/parse-intake.ts';
import { type SetAside, takeIn } from '../../functions/ingest-alarm/take-in.ts';
import { configured, createWorld, MINUTE, START, type World } from '../behaviour/world.ts';
import { sampleNames, sampleText } from '../events/intake/messages.ts';
import { createRandom } from '../simulation/random.ts';
import { mutateMessage } from './mutate-message.ts';
import { recordOf } from './sqs-record.ts';

const samples = sampleNames.map(sampleText);

/** What the messages ended as: all of them together are all that were taken in. */
export interface Taken {
  readonly messages: number;
  readonly signals: number;
  readonly ignored: number;
  readonly setAside: number;
}

/** A message that broke a promise; the seed makes it again. */
export interface Broken {
  readonly seed: number;
  readonly what: string;
  readonly body: string;
}

/** An incident takes in so many before the record is begun anew, so that it stays as small as in life. */
const MESSAGES_A_WORLD = 250;

/**
 * Takes in mutated samples, each in one batch between two good alarms, and looks at what became of all three: I1. Stops at
 * the first that breaks a promise.
 */
export const takeMutations = async (
  from: number,
  count: number,
  tell: (taken: Taken) => void = () => undefined,
): Promise<Taken | Broken> => {
  const configuration: Configuration = configured();
  const taken = { messages: 0, signals: 0, ignored: 0, setAside: 0 };
  let world = createWorld(configuration);
  for (let seed = from; seed < from + count; seed += 1) {
    if (taken.messages % MESSAGES_A_WORLD === 0) world = createWorld(configuration);
    const body = mutateMessage(samples, createRandom(seed));
    const ended = await takeOne(world, body, seed).catch((error: unknown) => ({ what: `threw ${error}` }));
    if (typeof ended === 'object') return { seed, body, ...ended };
    taken.messages += 1;
    taken[ended] += 1;
    if (taken.messages % 10_000 === 0) tell(taken);
  }
  return taken;
};

type Ending = 'signals' | 'ignored' | 'setAside';

/** How the mutated message ended, or in words what was broken. */
const takeOne = async (
  world: World,
  body: string,
  seed: number,
): Promise<Ending | { readonly what: string }> => {
  const bodies = [goodAlarm(`before-${seed}`), body, goodAlarm(`after-${seed}`)];
  const records = bodies.map((text) => recordOf(text));
  const aside: SetAside[] = [];
  const setAside = async (message: SetAside) => {
    aside.push(message);
  };
  world.journal.notes.length = 0;
  const { batchItemFailures } = await takeIn({ shell: world.shell, setAside }, records);
  const { notes } = world.journal;
  if (batchItemFailures.length > 0) return { what: `failed: ${notes.map(({ fields }) => fields['why'])}` };
  const [before, reasons, after] = records.map(({ messageId }) =>
    notes.filter(({ fields }) => fields['messageId'] === messageId).map(({ reason }) => reason),
  );
  for (const good of [before, after])
    if (!good?.some((reason) => landed.includes(reason)))
      return { what: `a good alarm of the same batch ended as ${good}` };
  if (!isWellFormed(world, body)) return { what: 'a text that is not well formed gets into the record' };
  if (aside.some((message) => message.body !== body)) return { what: 'another body was set aside' };
  if (aside.length > 0) return 'setAside';
  if (reasons?.some((reason) => landed.includes(reason))) return 'signals';
  const isKept = [...world.records.ignored.values()].some(({ reason }) => reasons?.includes(reason));
  return isKept ? 'ignored' : { what: `nobody knows what became of it: ${reasons}` };
};

/** JSON escapes lone surrogates, and nothing else in this range: what the record holds in UTF-8 has none. */
const isWellFormed = (world: World, body: string): boolean => {
  const { transitions } = parseIntake(body, { receivedAtMs: world.now(), ownAlarmPrefix: '', accounts: [] });
  return !/(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(JSON.stringify(transitions));
};

const landed = ['opened', 'reopened', 'joined', 'cleared'];

const goodAlarm = (name: string): string =>
  JSON.stringify({
    version: '0',
    id: name,
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '111122223333',
    time: new Date(START).toISOString(),
    region: 'eu-west-1',
    resources: [`arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`],
    detail: {
      alarmName: name,
      alarmTags: { 'tocsin:service': 'good' },
      configuration: { metrics: [] },
      state: { value: 'ALARM', timestamp: new Date(START - MINUTE).toISOString() },
    },
  });
