import type { buildApp } from 'fauxqs';

type App = ReturnType<typeof buildApp>;

/** Answers kept: a client tries again within seconds. */
const KEPT = 2_000;

/**
 * A publish whose answer was slow comes again from its client, which had given up waiting; on a laptop it can be known that
 * it was taken. It gets the answer of the first time and is sent once. AWS does not say that SNS does so: there a page may
 * go out twice (I7 lets a lost answer repeat it). The SDK names all tries of one call by the header `amz-sdk-invocation-id`.
 */
export const answerRepeatsOnce = (app: App): void => {
  const answers = new Map<string, string>();
  app.addHook('preHandler', (request, reply, done) => {
    const answer = answers.get(idOf(request));
    if (answer === undefined) return done();
    reply.header('content-type', 'text/xml').send(answer);
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const id = idOf(request);
    if (id !== '' && reply.statusCode === 200 && typeof payload === 'string') keep(answers, id, payload);
    done();
  });
};

const keep = (answers: Map<string, string>, id: string, payload: string): void => {
  answers.set(id, payload);
  const [oldest] = answers.keys();
  if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
};

/** What names a publish over all its tries; empty for everything else. */
const idOf = ({ headers, body }: { readonly headers: object; readonly body: unknown }): string => {
  const isPublish = typeof body === 'object' && body !== null && Reflect.get(body, 'Action') === 'Publish';
  return isPublish ? String(Reflect.get(headers, 'amz-sdk-invocation-id') ?? '') : '';
};
