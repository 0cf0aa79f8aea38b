/** The queue message that SNS makes of what is published to the alarms topic. */
export const published = (message: unknown, subject?: string, more: object = {}): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: '5f7e0c2a-9b1d-4c3e-8f60-71a2b3c4d5e6',
    TopicArn: 'arn:aws:sns:eu-west-1:111122223333:shop-alarms',
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: typeof message === 'string' ? message : JSON.stringify(message),
    Timestamp: '2026-11-20T03:04:12.000Z',
    ...more,
  });
