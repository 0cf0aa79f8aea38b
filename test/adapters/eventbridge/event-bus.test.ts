import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEventBridgeEventBus } from '../../../adapters/eventbridge/event-bus.ts';
import { domainEventDetailSchema } from '../../../events/contracts/domain-events.ts';
import { type AwsStub, startAwsStub } from '../../contract/aws-stub.ts';
import { describeEventBus, sampleEvent } from '../../contract/event-bus.contract.ts';
import { T0 } from '../../contract/sample-records.ts';

let stub: AwsStub;
beforeAll(async () => {
  stub = await startAwsStub();
});
afterAll(() => stub.stop());

const taken = { status: 200, body: '{"FailedEntryCount":0,"Entries":[]}' };
const makeBus = () => {
  stub.requests.length = 0;
  return createEventBridgeEventBus('tocsin-test', { ...stub.settings, maxAttempts: 1 });
};
const entries = () => stub.requests.flatMap((body) => JSON.parse(body).Entries);

describeEventBus('eventbridge', async () => {
  const bus = makeBus();
  stub.answer(taken);
  return { bus, emitted: async () => entries().map(({ Detail }) => JSON.parse(Detail).id) };
});

describe('eventbridge: what goes over the wire', () => {
  test('an entry has bus, source, type, time and a detail of the published schema', async () => {
    const bus = makeBus();
    stub.answer(taken);
    await bus.emit([sampleEvent('k7q1-1@1#0')]);
    const [entry] = entries();
    expect(entry).toMatchObject({
      EventBusName: 'tocsin-test',
      Source: 'tocsin',
      DetailType: 'incident.opened',
    });
    expect(entry.Time).toBe(T0 / 1000);
    expect(domainEventDetailSchema.parse(JSON.parse(entry.Detail)).incident.id).toBe('k7q1-1');
  });

  test('no call has more than ten entries', async () => {
    const bus = makeBus();
    stub.answer(taken);
    await bus.emit(Array.from({ length: 21 }, (_, n) => sampleEvent(`k7q1-1@1#${n}`)));
    expect(stub.requests.map((body) => JSON.parse(body).Entries.length)).toEqual([10, 10, 1]);
  });

  test('an entry that the bus refuses is an error with its code and without its text', async () => {
    const bus = makeBus();
    stub.answer({
      status: 200,
      body: '{"FailedEntryCount":1,"Entries":[{"EventId":"1"},{"ErrorCode":"ThrottlingException","ErrorMessage":"for ana@example.com"}]}',
    });
    const emitting = bus.emit([sampleEvent('a'), sampleEvent('b')]);
    await expect(emitting).rejects.toMatchObject({
      name: 'EventBusError',
      message: 'Events were not taken by the bus tocsin-test: ThrottlingException',
    });
  });

  test('a call that fails is an error with its name and cause', async () => {
    const bus = makeBus();
    stub.answer({ status: 400, body: '{"__type":"ResourceNotFoundException","message":"no bus"}' });
    const emitting = bus.emit([sampleEvent('a')]);
    await expect(emitting).rejects.toMatchObject({
      name: 'EventBusError',
      cause: { name: 'ResourceNotFoundException' },
    });
  });
});
