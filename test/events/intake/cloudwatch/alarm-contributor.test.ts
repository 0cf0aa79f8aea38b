import { expect, test } from 'vitest';
import { sampleEvent, transitionOf, undecidedOf } from '../messages.ts';

const changed = (detail: object): string => {
  const sample = sampleEvent('contributor');
  return JSON.stringify({ ...sample, detail: { ...sample.detail, ...detail } });
};

test('a contributor is a signal of its own, beside its alarm', () => {
  const { signal } = transitionOf(changed({}));
  expect(signal.kind).toBe('contributor');
  expect(signal.id).toBe(
    'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:checkout-queue-age#b81f40c2d97e6a35',
  );
  expect(signal.name).toBe('checkout-queue-age');
});

test('its attributes are the dimensions of the metric it is about, and facts', () => {
  const { signal } = transitionOf(changed({}));
  expect(signal.metrics).toEqual([
    {
      namespace: 'AWS/SQS',
      name: 'ApproximateAgeOfOldestMessage',
      stat: 'Maximum',
      periodS: 60,
      dimensions: { QueueName: 'checkout-orders' },
    },
  ]);
  expect(signal.facts).toMatchObject({
    contributor: 'b81f40c2d97e6a35',
    'attribute.QueueName': 'checkout-orders',
  });
});

test('two contributors of one alarm are two signals', () => {
  const other = transitionOf(changed({ alarmContributor: { id: '00ff', attributes: {} } }));
  expect(other.signal.id).not.toBe(transitionOf(changed({})).signal.id);
});

test('a contributor without an id cannot be told from the others', () => {
  expect(undecidedOf(changed({ alarmContributor: { attributes: {} } }))).toEqual([
    'missing-field',
    'detail.alarmContributor.id',
  ]);
});
