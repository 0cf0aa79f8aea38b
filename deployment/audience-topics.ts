import { createHash } from 'node:crypto';
import type { AudienceContacts, Contact } from '../config/schema/contact.ts';
import { arnHere, letIn } from './queue-policy.ts';
import { arnOf, pascalCase, type Resource, type Resources, ref } from './template.ts';

/** Topics of the stack itself: an audience of the same name would get the same topic. */
const taken = ['watch', 'alarms'];

export const topicIdOf = (audience: string): string => `${pascalCase(audience)}Topic`;

/**
 * One SNS topic an audience, with its subscriptions. What SNS gives up on is kept in the queue `undelivered`. The
 * stack's own alarms (`watch`) reach the contacts of `fallback` directly and unfiltered: CloudWatch sends no message
 * attributes, so a filter would drop them all.
 * @param name what the topics' names begin with: `tocsin-<stage>`
 * @throws Error naming the audience that cannot become a topic
 */
export const audienceTopics = (name: string, audiences: AudienceContacts): Resources => {
  const topics: Record<string, Resource> = {};
  for (const [audience, contacts] of Object.entries(audiences)) {
    const id = topicIdOf(audience);
    if (taken.includes(audience) || id in topics) {
      throw new Error(`tocsin.yml: audience "${audience}" needs another name: its topic would be another's`);
    }
    topics[id] = { Type: 'AWS::SNS::Topic', Properties: { TopicName: `${name}-${audience}` } };
    Object.assign(topics, subscriptions(audience, id, contacts));
  }
  const fallback = audiences['fallback'];
  if (fallback === undefined) {
    throw new Error('tocsin.yml: the audience "fallback" is missing: name who is paged when all else fails');
  }
  const unfiltered = fallback.map(({ protocol, endpoint }) => ({ protocol, endpoint }));
  return {
    ...topics,
    ...subscriptions('watch', 'WatchTopic', unfiltered),
    UndeliveredQueuePolicy: letIn('UndeliveredQueue', { 'sns.amazonaws.com': arnHere('sns', `${name}-*`) }),
  };
};

const subscriptions = (audience: string, topicId: string, contacts: readonly Contact[]): Resources => {
  const found: Record<string, Resource> = {};
  for (const contact of contacts) {
    const id = `${pascalCase(audience)}Contact${digest(contact)}`;
    if (id in found) {
      throw new Error(`tocsin.yml: audience "${audience}" names a contact twice: SNS subscribes it once`);
    }
    found[id] = {
      Type: 'AWS::SNS::Subscription',
      DependsOn: ['UndeliveredQueuePolicy'],
      Properties: {
        TopicArn: ref(topicId),
        Protocol: contact.protocol,
        Endpoint: contact.endpoint,
        RedrivePolicy: { deadLetterTargetArn: arnOf('UndeliveredQueue') },
        ...filterOf(contact),
      },
    };
  }
  return found;
};

/** A contact keeps its subscription (and a mail address its confirmation) wherever it stands in the list. */
const digest = ({ protocol, endpoint }: Contact): string =>
  createHash('sha256').update(`${protocol} ${endpoint}`).digest('hex').slice(0, 12);

/** The attributes of a subscription by which SNS passes on only what the contact wants. */
export const filterOf = ({ kinds, severities }: Contact): Resource['Properties'] => {
  if (kinds === undefined && severities === undefined) return {};
  return {
    FilterPolicyScope: 'MessageAttributes',
    FilterPolicy: {
      ...(kinds === undefined ? {} : { kind: kinds }),
      ...(severities === undefined ? {} : { severity: severities }),
    },
  };
};
