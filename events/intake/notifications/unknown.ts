import { outlineOf } from '../../../domain/signal/outline.ts';
import type { Transition } from '../../../domain/signal/signal.ts';
import { transitionOf } from '../event-signal.ts';
import type { IntakeContext, Reading, UndecidedReason } from '../reading.ts';
import { placeOfTopic, type SnsOrigin } from '../sns-origin.ts';
import { momentOf } from '../timestamp.ts';

/**
 * A message over SNS that intake does not know, as a signal of kind `notification`, which a rule of the team may take in
 * or ignore: `alarm` is its title, `resource` its topic. Messages of one shape are one signal.
 */
const unknownNotification = (
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

/** What intake does not know, which a rule of the team may know. */
const unknown: ReadonlySet<UndecidedReason> = new Set(['sns-text', 'unknown-shape', 'unknown-detail-type']);

/** What cannot be decided on since intake does not know it, with the signal that a rule may take in. */
export const offered = (
  reading: Reading,
  message: string,
  origin: SnsOrigin,
  context: IntakeContext,
): Reading => {
  if (reading.kind !== 'undecided' || !unknown.has(reading.reason) || reading.notification !== undefined)
    return reading;
  const notification = unknownNotification(message, origin, context);
  return notification === undefined ? reading : { ...reading, notification };
};
