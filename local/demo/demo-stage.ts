import { readAlarm } from '../alarms/alarm-file.ts';
import { deliverAlarm } from '../alarms/deliver-alarm.ts';
import { type AlarmState, deliveryOf, moveToNow, setState } from '../alarms/fresh-alarm.ts';
import type { Endpoints } from '../host/endpoints.ts';
import { isList, isObject, type Json, type JsonObject, objectIn } from '../kernel/json.ts';
import type { Notice } from '../phones/notice.ts';

/** A step that is not seen within this time fails the demonstration. */
const usualPatienceMs = 30_000;

/** A step of the story did not happen; the message names it and says what was seen last. */
export class UnmetStep extends Error {
  override readonly name = 'UnmetStep';
}

/** What the story is played with: a person's API calls, a machine's alarms, and the wait for what must follow. */
export interface Stage {
  /** Calls the API with the host's token; throws UnmetStep on an answer that is no success. */
  call(method: string, path: string, body?: JsonObject): Promise<JsonObject>;
  /** Puts a sample on the bus as happening now, tagged as a part of one service; an alarm in this state. */
  raise(sample: string, state?: AlarmState): Promise<void>;
  /** Puts another situation on in the stand-in AWS account. */
  situation(name: string): Promise<void>;
  /** Resolves with what `look` finds; throws UnmetStep where it finds nothing in time. */
  expect<T>(step: string, look: () => Promise<T | undefined>): Promise<T>;
  /** Notices that went out so far, oldest first. */
  notices(): Promise<readonly Notice[]>;
  say(text: string): void;
}

/** The default tag by which an alarm says which service it belongs to. */
const serviceTag = 'tocsin:service';

const tagged = (event: JsonObject, service: string): JsonObject => {
  const detail = event['detail'];
  return isObject(detail) ? { ...event, detail: { ...detail, alarmTags: { [serviceTag]: service } } } : event;
};

const makeCall =
  ({ api, token }: Endpoints): Stage['call'] =>
  async (method, path, body) => {
    const answer = await fetch(api + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new UnmetStep(`${method} ${path} was answered ${answer.status}: ${text}`);
    return objectIn(text) ?? {};
  };

const expectStep = async <T>(
  { say, patienceMs = usualPatienceMs }: StageOptions,
  step: string,
  look: () => Promise<T | undefined>,
): Promise<T> => {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const found = await look();
    if (found !== undefined) {
      say(`  ✓ ${step}`);
      return found;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new UnmetStep(`not seen within ${patienceMs / 1000} s: ${step}`);
};

export interface StageOptions {
  readonly endpoints: Endpoints;
  readonly service: string;
  readonly say: (text: string) => void;
  readonly patienceMs?: number;
}

export const makeStage = (options: StageOptions): Stage => {
  const { endpoints, service } = options;
  const call = makeCall(endpoints);
  return {
    call,
    say: options.say,
    raise: async (sample, state) => {
      const fresh = moveToNow(readAlarm(sample), Date.now());
      const event = tagged(state === undefined ? fresh : setState(fresh, state), service);
      await deliverAlarm(endpoints, deliveryOf(event));
    },
    situation: async (name) => {
      await call('PUT', '/local/situation', { situation: name });
    },
    expect: (step, look) => expectStep(options, step, look),
    notices: async () => listIn(await call('GET', '/local/notices'), 'notices').map(toNotice),
  };
};

/** The maps in a list of an answer. */
export const listIn = (answer: JsonObject, name: string): readonly JsonObject[] => {
  const list: Json | undefined = answer[name];
  return isList(list) ? list.filter(isObject) : [];
};

/** A text of an answer; empty where there is none. */
export const textIn = (answer: Json | undefined, name: string): string => {
  const value = isObject(answer) ? answer[name] : undefined;
  return typeof value === 'string' ? value : '';
};

const toNotice = (json: JsonObject): Notice => ({
  id: textIn(json, 'id'),
  at: textIn(json, 'at'),
  audience: textIn(json, 'audience'),
  kind: textIn(json, 'kind'),
  incidentId: textIn(json, 'incidentId') || null,
  severity: textIn(json, 'severity') || null,
  texts: {
    sms: textIn(json['texts'], 'sms'),
    email: textIn(json['texts'], 'email'),
    json: textIn(json['texts'], 'json'),
  },
});
