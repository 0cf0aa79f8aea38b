import { outlineOf } from '../../../domain/signal/outline.ts';
import type { Transition } from '../../../domain/signal/signal.ts';
import { transitionOf } from '../event-signal.ts';
import type { IntakeContext } from '../reading.ts';
import { placeOfTopic, type SnsOrigin } from '../sns-origin.ts';
import { momentOf } from '../timestamp.ts';

/**
 * A message over SNS that intake does not know, as a signal of kind `notification`, which a rule of the team may take in
 * or ignore: `alarm` is its title, `resource` its topic. Messages of one shape are one signal.
 */
export const unknownNotification = (
  message: string,
  origin: SnsOrigin,
  context: IntakeContext,
): Transition | undefined => {
  const envelope = { Message: message, TopicArn: origin.topicArn, Subject: origin.subject };
  const { title, source, topic, shape } = outlineOf(JSON.stringify(envelope));
  const { account, region } = placeOfTopic(origin);
  const event = {
    ...{ id: undefined, 'detail-type': undefined, source, account, region, time: undefined },
    ...{ resources: [], detail: undefined },
  };
  const reading = transitionOf(
    {
      id: `notification:${account ?? ''}:${region ?? ''}:${shape}`,
      kind: 'notification',
      name: title,
      state: 'ALARM',
      atMs: momentOf(context, origin.sentAt),
      resources: [origin.topicArn],
      facts: { service: source ?? topic, resourceType: 'topic', resource: topic, said: title },
    },
    event,
  );
  return reading.kind === 'transition' ? reading.transition : undefined;
};
