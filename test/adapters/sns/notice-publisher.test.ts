import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSnsNoticePublisher } from '../../../adapters/sns/notice-publisher.ts';
import { parseNoticeJson } from '../../../events/contracts/notice-schema.ts';
import { type AwsStub, startAwsStub } from '../../contract/aws-stub.ts';
import { startQueueHost } from '../../contract/embedded-queues.ts';
import { describeNoticePublisher, sampleOutgoing } from '../../contract/notice-publisher.contract.ts';
import type { QueueHost } from '../../contract/queue-host.ts';

let host: QueueHost;
let stub: AwsStub;
beforeAll(async () => {
  [host, stub] = await Promise.all([startQueueHost(), startAwsStub()]);
});
afterAll(() => Promise.all([host.stop(), stub.stop()]));

let stacks = 0;
const makeStack = async () => {
  stacks += 1;
  const prefix = `stack-${stacks}-`;
  const primary = await host.newTopic(`${prefix}primary`);
  await host.newTopic(`${prefix}security`);
  const topicArnPrefix = primary.replace(/primary$/u, '');
  return { prefix, publisher: createSnsNoticePublisher(topicArnPrefix, host.settings) };
};

describeNoticePublisher('sns', async () => {
  const { prefix, publisher } = await makeStack();
  return {
    publisher,
    received: async (audience) =>
      (await host.messagesOf(`${prefix}${audience}`)).map(({ body }) => {
        const { MessageAttributes, ...envelope } = JSON.parse(body);
        const { sms, email, sqs, ...others } = JSON.parse(host.structureOf(envelope));
        expect(others).toEqual({ default: sqs, http: sqs, https: sqs, lambda: sqs });
        const { id, incidentId, pages } = parseNoticeJson(sqs);
        expect(email).toContain(id);
        expect(sms).toContain(incidentId ?? pages?.[0]?.incidentId);
        const { severity, scenario, kind, audience: to } = MessageAttributes;
        return {
          ...{ id, incidentId: incidentId ?? '', audience: to.Value },
          ...{ severity: severity.Value, scenario: scenario.Value, kind: kind.Value },
          ...(pages === undefined ? {} : { told: pages.map((page) => page.id) }),
        };
      }),
  };
});

describe('sns: what a failed publish means', () => {
  test('an audience without a topic is refused by name', async () => {
    const { publisher } = await makeStack();
    const delivery = await publisher.publish(sampleOutgoing({ audience: 'nobody' }));
    expect(delivery).toEqual({ outcome: 'refused', reason: 'NotFoundException' });
  });

  const errorAnswer = (status: number, code: string) => ({
    status,
    type: 'text/xml',
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>for +46701234567 and ana@example.com</Message></Error></ErrorResponse>`,
  });
  const cases: readonly [number, string, string, string][] = [
    [403, 'AuthorizationError', 'refused', 'AuthorizationErrorException'],
    [400, 'InvalidParameter', 'refused', 'InvalidParameterException'],
    [400, 'EndpointDisabled', 'refused', 'EndpointDisabledException'],
    [400, 'Throttling', 'retry-later', 'Throttling'],
    [400, 'KMSThrottling', 'retry-later', 'KMSThrottlingException'],
    [429, 'Throttled', 'retry-later', 'ThrottledException'],
    [403, 'ExpiredToken', 'retry-later', 'ExpiredToken'],
    [500, 'InternalError', 'retry-later', 'InternalErrorException'],
    [503, 'ServiceUnavailable', 'retry-later', 'ServiceUnavailable'],
  ];
  test.each(cases)('%i %s: %s', async (status, code, outcome, reason) => {
    stub.answer(errorAnswer(status, code));
    const publisher = createSnsNoticePublisher('arn:aws:sns:eu-north-1:1:x-', {
      ...stub.settings,
      maxAttempts: 1,
    });
    const delivery = await publisher.publish(sampleOutgoing());
    expect(delivery).toEqual({ outcome, reason });
    expect(JSON.stringify(delivery)).not.toMatch(/46701234567|ana@/u);
  });

  test('an SMS goes out as transactional', async () => {
    stub.answer({
      status: 200,
      type: 'text/xml',
      body: '<PublishResponse><PublishResult/></PublishResponse>',
    });
    stub.requests.length = 0;
    await createSnsNoticePublisher('arn:aws:sns:eu-north-1:1:x-', stub.settings).publish(sampleOutgoing());
    const form = new URLSearchParams(stub.requests[0]);
    const key = [...form.keys()].find((name) => form.get(name) === 'AWS.SNS.SMS.SMSType') ?? '';
    expect(form.get(key.replace(/Name$/u, 'Value.StringValue'))).toBe('Transactional');
  });

  test('an SNS that does not answer is tried again later', async () => {
    stub.answer('silence');
    const publisher = createSnsNoticePublisher('arn:aws:sns:eu-north-1:1:x-', {
      ...stub.settings,
      maxAttempts: 1,
      requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true },
    });
    expect(await publisher.publish(sampleOutgoing())).toEqual({
      outcome: 'retry-later',
      reason: 'TimeoutError',
    });
  });

  test('an SNS that cannot be reached is tried again later', async () => {
    const endpoint = 'http://127.0.0.1:1';
    const publisher = createSnsNoticePublisher('arn:aws:sns:eu-north-1:1:x-', {
      ...stub.settings,
      endpoint,
      maxAttempts: 1,
    });
    expect(await publisher.publish(sampleOutgoing())).toMatchObject({ outcome: 'retry-later' });
  });
});
