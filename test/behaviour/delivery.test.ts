import { expect, test } from 'vitest';
import { configured, createWorld, MINUTE, SECOND } from './world.ts';

test('a page that cannot be sent now is retried with back-off and shows on the incident (I8)', async () => {
  const world = createWorld();
  world.publisher.answers.push(
    { outcome: 'retry-later', reason: 'Throttling' },
    { outcome: 'retry-later', reason: 'Throttling' },
  );
  await world.alarm('errors', { severity: 'SEV3' });
  const incident = await world.incident();
  expect(Object.values(incident.outbox)).toMatchObject([{ kind: 'notify', attempts: 1 }]);
  await world.pass(20 * SECOND);
  expect(world.pages()).toEqual(['0 primary opened']);
  expect((await world.incident()).outbox).toEqual({});
  expect((await world.incident()).firstPagedAtMs).toBeGreaterThan(incident.openedAtMs);
});

test('after the last try the fallback audience gets it, and the record says so (I8)', async () => {
  const world = createWorld();
  for (let n = 0; n < 5; n++) world.publisher.answers.push({ outcome: 'retry-later', reason: 'Throttling' });
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(4 * MINUTE);
  expect(world.pages()).toEqual(['0 fallback opened']);
  const entries = await world.timeline(await world.incident());
  expect(entries.find(({ kind }) => kind === 'page-failed')).toMatchObject({ reason: 'undeliverable' });
  expect(world.rendered()[0]?.texts.email).toContain('This was for primary');
});

test('when SNS answers again after half an hour, the page is there within two minutes', async () => {
  const seldom = `policies:
  default:
    rungs: [{ page: [primary], timeout: 2h }]
    repeatEvery: 2h
`;
  const world = createWorld(configured(seldom));
  const { publisher } = world.shell;
  let isUp = false;
  world.shell = {
    ...world.shell,
    publisher: {
      ...publisher,
      publish: (outgoing) => (isUp ? publisher.publish(outgoing) : Promise.reject(new Error('down'))),
    },
  };
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(28 * MINUTE);
  isUp = true;
  await world.pass(2 * MINUTE);
  expect(world.pages().map((page) => page.split(' ').slice(1).join(' '))).toContain('fallback opened');
});

test('a refused page goes to the fallback audience at once', async () => {
  const world = createWorld();
  world.publisher.answers.push({ outcome: 'refused', reason: 'NotFound' });
  await world.alarm('errors', { severity: 'SEV3' });
  expect(world.pages()).toEqual(['0 fallback opened']);
});

test('a page still owed when somebody acknowledges is never sent (I5)', async () => {
  const world = createWorld();
  world.publisher.answers.push({ outcome: 'retry-later', reason: 'Throttling' });
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(10 * MINUTE);
  expect(world.pages()).toEqual([]);
});

test('a bus that fails costs no page, and its events come later', async () => {
  const world = createWorld();
  let failing = true;
  const { bus } = world.shell;
  world.shell = {
    ...world.shell,
    bus: { emit: (events) => (failing ? Promise.reject(new Error('down')) : bus.emit(events)) },
  };
  await world.alarm('errors', { severity: 'SEV3' });
  expect(world.pages()).toHaveLength(1);
  failing = false;
  await world.pass(1 * MINUTE);
  expect(world.bus.emitted.map(({ type }) => type)).toEqual(['incident.opened', 'incident.triage-requested']);
});
