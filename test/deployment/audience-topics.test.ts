import { expect, test } from 'vitest';
import { audienceTopics } from '../../deployment/audience-topics.ts';

const fallback = [{ protocol: 'email', endpoint: 'last@example.com', kinds: ['raw'] }] as const;

test('every audience becomes a topic, with or without contacts', () => {
  const made = audienceTopics('tocsin-dev', { fallback, 'external-support': [] });
  expect(made['ExternalSupportTopic']).toEqual({
    Type: 'AWS::SNS::Topic',
    Properties: { TopicName: 'tocsin-dev-external-support' },
  });
  expect(made['FallbackTopic']?.Properties['TopicName']).toBe('tocsin-dev-fallback');
});

test('a contact that wants some notices only is filtered by their attributes', () => {
  const made = audienceTopics('tocsin-dev', {
    fallback,
    primary: [{ protocol: 'sms', endpoint: '+15555550147', kinds: ['page'], severities: ['SEV1', 'SEV2'] }],
  });
  const [subscription] = Object.entries(made).filter(([id]) => id.startsWith('PrimaryContact'));
  expect(subscription?.[1].Properties).toEqual({
    TopicArn: { Ref: 'PrimaryTopic' },
    Protocol: 'sms',
    Endpoint: '+15555550147',
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['UndeliveredQueue', 'Arn'] } },
    FilterPolicyScope: 'MessageAttributes',
    FilterPolicy: { kind: ['page'], severity: ['SEV1', 'SEV2'] },
  });
});

test('a contact keeps its subscription when the list is put in another order', () => {
  const one = { protocol: 'email', endpoint: 'one@example.com' } as const;
  const two = { protocol: 'email', endpoint: 'two@example.com' } as const;
  const ids = (contacts: readonly (typeof one | typeof two)[]) =>
    Object.entries(audienceTopics('t', { fallback, primary: contacts })).map(([id, made]) => [id, made]);
  expect(new Map(ids([one, two]).map(([id, made]) => [id, made]))).toEqual(
    new Map(ids([two, one]).map(([id, made]) => [id, made])),
  );
});

test.each([
  ['an audience named like a topic of the stack', { fallback, watch: [] }, '"watch" needs another name'],
  [
    'two audiences whose names differ in hyphens only',
    { fallback, 'db-team': [], 'db--team': [] },
    '"db--team" needs another name',
  ],
  [
    'a contact that an audience names twice',
    { fallback: [...fallback, ...fallback] },
    'names a contact twice',
  ],
  ['a missing fallback', { primary: [] }, '"fallback" is missing'],
])('%s is refused', (_what, audiences, reason) => {
  expect(() => audienceTopics('tocsin-dev', audiences)).toThrow(reason);
});

test('no refusal repeats a contact (I10)', () => {
  const twice = { protocol: 'sms', endpoint: '+15555550147' } as const;
  expect(() => audienceTopics('tocsin-dev', { fallback: [twice, twice] })).toThrow(/^[^+]*$/);
});
