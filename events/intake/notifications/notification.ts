import type { EventEnvelope } from '../event-envelope.ts';
import type { IntakeContext, Reading } from '../reading.ts';
import { placeOfTopic, type SnsOrigin } from '../sns-origin.ts';

/** What a service writes to a topic itself, in a form of its own instead of that of an EventBridge event. */
export interface Notification {
  /** The message, where it is a JSON object. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The message as it stands. */
  readonly text: string;
  readonly origin: SnsOrigin;
}

/** Reads the notifications of one service; undefined for all others. Total. */
export type NotificationReader = (
  notification: Notification,
  context: IntakeContext,
) => readonly Reading[] | undefined;

/** A notification's own word on where it comes from; the topic's account and region stand for what it leaves out. */
interface Told {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly time?: string | undefined;
  readonly resources?: readonly (string | undefined)[];
  readonly detail: object;
}

/**
 * The EventBridge event that says the same, so that both ways come to one signal. Services publish to topics of their
 * own region.
 */
export const twinOf = (
  detailType: string,
  source: string,
  { origin }: Notification,
  { account, region, time, resources = [], detail }: Told,
): EventEnvelope => {
  const topic = placeOfTopic(origin);
  return {
    id: undefined,
    'detail-type': detailType,
    source,
    account: account ?? topic.account,
    region: region ?? topic.region,
    time: time ?? origin.sentAt,
    resources: resources.filter((resource) => resource !== undefined),
    detail,
  };
};
