import type { IncidentAnswer } from '../../events/contracts/api/incident-answer.ts';
import type { EntryAnswer, SignalAnswer } from '../../events/contracts/api/incidents.ts';
import type { Problem } from '../../events/contracts/api/problem.ts';
import type { Endpoints } from '../../local/host/endpoints.ts';

export interface Asking {
  /** Sent as JSON. */
  readonly body?: object;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the token of every scope; null sends none. */
  readonly token?: string | null;
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** The API over HTTP. */
export interface Api {
  /** Whatever is answered. */
  ask<T = Problem>(method: string, path: string, asking?: Asking): Promise<Answer<T>>;
  /** What a success is answered with; throws Error where it is none. */
  get<T>(path: string): Promise<T>;
  /** Acts on an incident, as an engineer would; throws Error where that is refused. */
  act(id: string, verb: string, body?: object): Promise<IncidentAnswer>;
  timeline(id: string): Promise<readonly EntryAnswer[]>;
  signals(id: string): Promise<readonly SignalAnswer[]>;
}

/** "Not available for the moment" is an answer of a machine that is busy: to be asked again, as it says. */
const retried = async <T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> => {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (answer.status !== 503 || tries === 10) return answer;
    await new Promise((done) => setTimeout(done, 1_000));
  }
};

export const makeApi = ({ api, token: everyScope }: Pick<Endpoints, 'api' | 'token'>): Api => {
  const ask = async <T>(
    method: string,
    path: string,
    { body, text, headers = {}, token = everyScope }: Asking = {},
  ): Promise<Answer<T>> => {
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(api + path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    });
    return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
  };
  const succeed = async <T>(method: string, path: string, asking?: Asking): Promise<T> => {
    const { status, body } = await retried(() => ask<T>(method, path, asking));
    if (status >= 400) throw new Error(`${method} ${path} was answered ${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const get = <T>(path: string): Promise<T> => succeed<T>('GET', path);
  return {
    ask,
    get,
    act: (id, verb, body = {}) => succeed('POST', `/incidents/${id}/${verb}`, { body }),
    timeline: async (id) =>
      (await get<{ entries: readonly EntryAnswer[] }>(`/incidents/${id}/timeline?limit=100`)).entries,
    signals: async (id) =>
      (await get<{ signals: readonly SignalAnswer[] }>(`/incidents/${id}/signals?limit=100`)).signals,
  };
};
