import { describe, expect, test } from 'vitest';
import type { Transition } from '../../domain/signal/signal.ts';
import {
  type AlarmOptions,
  configured,
  createWorld,
  MINUTE,
  START,
  transitionOf,
  type World,
} from './world.ts';

/** Without a service of its own, so that what fails or the alarm's name says where it belongs. */
const unnamed = (name: string, signal: Partial<Transition['signal']> = {}, options: AlarmOptions = {}) => {
  const made = transitionOf(name, START, options);
  return { ...made, signal: { ...made.signal, tags: { 'tocsin:severity': 'SEV3' }, ...signal } };
};

const arn = (name: string) => `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`;
const onQueue = (name: string, queue: string) =>
  unnamed(name, {
    metrics: [
      { namespace: 'AWS/SQS', name: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName: queue } },
    ],
  });
const composite = (name: string, rule: string, more: Partial<Transition['signal']> = {}) =>
  unnamed(name, { metrics: [], alarmRule: rule, ...more });

const mail = composite('mail-unwell', 'ALARM("mail-age") AND ALARM("mail-bounces")', {
  resources: [arn('mail-age')],
});
const age = onQueue('mail-age', 'mail');
const bounces = onQueue('mail-bounces', 'bounces');

const pagesOf = (world: World) => world.pages().map((text) => text.replace(/^\S+ /, ''));

const onePage = async (world: World) => {
  expect(pagesOf(world)).toEqual(['primary opened']);
  return world.incident();
};

describe('a composite alarm and the alarms that its rule names are one incident and one page', () => {
  test.each([
    ['the alarm first', [age, mail]],
    ['the composite alarm first', [mail, age]],
    ['the composite alarm between them', [age, mail, bounces]],
    ['the composite alarm last', [mail, bounces, age]],
  ])('%s', async (_, transitions) => {
    const world = createWorld(configured('triggers: { several-components: [] }\n'));
    for (const transition of transitions) await world.send(transition);
    await onePage(world);
  });

  test.each([
    ['the alarm first', [age, mail]],
    ['the composite alarm first', [mail, age]],
  ])('in one batch, %s', async (_, transitions) => {
    const world = createWorld();
    await world.send(...transitions);
    const incident = await onePage(world);
    expect((await world.queries.signals(incident.id, 10)).signals).toHaveLength(2);
  });

  test('by two workers at once, each of which found nothing', async () => {
    const world = createWorld();
    await Promise.all([world.send(age), world.send(mail)]);
    await onePage(world);
  });

  test('a composite alarm of composite alarms, too', async () => {
    const world = createWorld();
    const all = composite('everything', `ALARM(${arn('mail-unwell')})`, { resources: [arn('mail-unwell')] });
    await world.send(all, mail, age);
    await onePage(world);
  });

  test('each time anew: a second outage is again one incident', async () => {
    const world = createWorld();
    await world.send(mail);
    await world.send(age);
    for (const one of [mail, age]) await world.send({ ...one, state: 'OK', atMs: START + 1 });
    await world.pass(90 * MINUTE);
    await world.send({ ...age, atMs: world.now() });
    await world.send({ ...mail, atMs: world.now() });
    const open = (await world.incidents()).filter(({ status }) => status === 'investigating');
    expect(open).toHaveLength(1);
    expect(open[0]?.service).toBe('mail');
    expect((await world.shell.store.standing(open[0]?.id ?? '', 10)).length).toBe(2);
  });

  test('an alarm that comes when the incident of its composite alarm is over opens its own', async () => {
    const world = createWorld();
    await world.send(mail);
    await world.send({ ...mail, state: 'OK', atMs: START + 1 });
    await world.pass(90 * MINUTE);
    await world.send({ ...age, atMs: world.now() });
    expect((await world.incidents()).map(({ service }) => service).sort()).toEqual(['mail', 'mail-unwell']);
  });

  test('alarms of services that the team names differently stay apart, and so does security', async () => {
    const world = createWorld(
      configured(
        'services: [{ name: post, match: [{ alarm: mail-age }] }, { name: shop, match: [{ alarm: mail-unwell }] }]\n',
      ),
    );
    await world.send(age);
    await world.send(mail);
    expect((await world.incidents()).map(({ service }) => service).sort()).toEqual(['post', 'shop']);
    const secure = createWorld();
    await secure.send(age);
    await secure.send({ ...mail, signal: { ...mail.signal, tags: { 'tocsin:scenario': 'security' } } });
    expect(await secure.incidents()).toHaveLength(2);
  });

  test.each([
    ['that joined the first of them', [age, mail, bounces], ['post', 'shop']],
    ['that came first', [mail, age, bounces], ['mail-unwell', 'shop']],
  ])(
    'they stay apart although a composite alarm without a service names both, one %s',
    async (_, sent, services) => {
      const world = createWorld(
        configured(
          'services: [{ name: post, match: [{ alarm: mail-age }] }, { name: shop, match: [{ alarm: mail-bounces }] }]\n',
        ),
      );
      for (const transition of sent) await world.send(transition);
      expect((await world.incidents()).map(({ service }) => service).sort()).toEqual(services);
    },
  );

  test('a service with a policy of its own pages its own people, although its composite alarm came first', async () => {
    const world = createWorld(
      configured(`policies:
  post:
    rungs: [{ id: network, page: [network] }]
services: [{ name: post, policy: post, match: [{ alarm: mail-age }] }]
`),
    );
    await world.send(mail);
    await world.send(age);
    expect(pagesOf(world)).toEqual(['primary opened', 'network opened']);
  });

  test('where one of them is named by the team, the other follows', async () => {
    const world = createWorld(configured('services: [{ name: post, match: [{ alarm: mail-age }] }]\n'));
    await world.send(age);
    await world.send(mail);
    expect((await onePage(world)).service).toBe('post');
  });
});

describe('a multi-series alarm and its series are one incident and one page', () => {
  const parent = unnamed('queues-too-old', {
    metrics: [{ namespace: 'AWS/SQS', name: 'ApproximateAgeOfOldestMessage', dimensions: {} }],
  });
  const series = (queue: string) =>
    unnamed('queues-too-old', {
      id: `${arn('queues-too-old')}#${queue}`,
      kind: 'contributor',
      metrics: [
        { namespace: 'AWS/SQS', name: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName: queue } },
      ],
      facts: { contributor: queue, 'attribute.QueueName': queue },
    });

  test.each([
    ['the alarm first', [parent, series('invoices'), series('orders')]],
    ['a series first', [series('invoices'), parent, series('orders')]],
  ])('%s', async (_, transitions) => {
    const world = createWorld();
    for (const transition of transitions) await world.send(transition);
    const incident = await onePage(world);
    expect(incident.service).toBe('queues-too-old');
    expect(incident.components).toHaveLength(1);
  });

  test('a series joins the incident of a composite alarm that names its alarm', async () => {
    const world = createWorld();
    await world.send(composite('post-office', 'ALARM("queues-too-old")'));
    await world.send(series('invoices'));
    await onePage(world);
  });
});

test('many composite alarms whose own alarms never come wait together, not one after the other', async () => {
  const world = createWorld();
  const pauses: number[] = [];
  Reflect.set(world.shell, 'pause', async (tries: number) => void pauses.push(tries));
  const names = Array.from({ length: 10 }, (_, n) => `sums-up-${n}`);
  await world.send(
    ...names.map((name) => composite(name, `ALARM("${name}-own")`, { resources: [arn(`${name}-own`)] })),
  );
  expect(await world.incidents()).toHaveLength(10);
  expect(pauses).toHaveLength(5);
});
