import type { Action, ActionRouter } from './sqs-actions.ts';

/** Headers of messages that were not deleted yet: beyond so many, the oldest are forgotten. */
const KEPT = 20_000;

const taught = new WeakSet<ActionRouter>();

/**
 * Teaches the embedded SQS that a message keeps the trace header of the call that sent it (Amazon SQS Developer Guide,
 * "Message system attributes"), which fauxqs drops: without it no loop would show. Of SendMessage alone, which is what the
 * functions call, and for as long as the host runs.
 */
export const keepTraceHeaders = (router: ActionRouter): void => {
  if (taught.has(router)) return;
  taught.add(router);
  const headers = new Map<string, string>();
  const keep = (messageId: string, header: string): void => {
    headers.set(messageId, header);
    const [oldest] = headers.size > KEPT ? headers.keys() : [];
    if (oldest !== undefined) headers.delete(oldest);
  };
  const sending =
    (action: Action): Action =>
    (body, store, request) => {
      const answer = action(body, store, request);
      const header = request.headers['x-amzn-trace-id'];
      // Noted in the same turn in which it is sent: whoever waits for it receives it in a later one.
      if (typeof header === 'string' && 'MessageId' in answer && answer.MessageId !== undefined)
        keep(answer.MessageId, header);
      return answer;
    };
  const receiving =
    (action: Action): Action =>
    async (body, store, request) => {
      const answer = await action(body, store, request);
      for (const message of answer.Messages ?? []) {
        const header = headers.get(message.MessageId);
        if (header !== undefined) message.Attributes = { ...message.Attributes, AWSTraceHeader: header };
      }
      return answer;
    };
  const changed: Readonly<Record<string, (action: Action) => Action>> = {
    SendMessage: sending,
    ReceiveMessage: receiving,
  };
  const { register } = router.prototype;
  router.prototype.register = function (name, action) {
    register.call(this, name, changed[name]?.(action) ?? action);
  };
};
