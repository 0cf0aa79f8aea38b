import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { alarmEvent } from './alarm-events.ts';
import { type DeployedFunctions, startDeployedFunctions } from './deployed-functions.ts';
import { examineAll, incidentOf, passMinutes, post, takeIn } from './play-flows.ts';
import { placesOf } from './secret-places.ts';
import { recordOf } from './sqs-record.ts';

/** Numbers that are reserved for fiction, addresses and domains that nobody can own. */
const plants = {
  alarmName: 'call-+15555550101',
  description: 'ring +15555550102 or mail description@secrets.test',
  reason: 'see reason@secrets.test',
  tag: 'tag@secrets.test',
  note: 'the vendor is +15555550103, note@secrets.test',
  fact: 'fact@secrets.test was cut off',
  title: 'title@secrets.test is down',
  undecided: 'raw@secrets.test',
  wrongToken: 'tocsin_wrong-token-0123456789abcdef',
  idempotencyKey: 'key-of-ana@secrets.test',
  environment: 'environment-secret-0123456789',
  ignored: 'stack-+15555550104',
  // As leaky-log.yml has it.
  logLine: 'password=hunter2-secret-word for leak@secrets.test, ring +15555550105',
};

let world: DeployedFunctions;
const answers: string[] = [];
let timeline = '';
let findings = '';

beforeAll(async () => {
  vi.stubEnv('DATABASE_PASSWORD', plants.environment);
  const situation = join(import.meta.dirname, 'leaky-log.yml');
  world = await startDeployedFunctions(Date.UTC(2026, 10, 18, 3, 0, 0), situation);
  await play();
  await playTriage();
  for (const refused of [/^dynamodb:/, /^dynamodb:(Put|Update|BatchWrite)Item$/]) {
    world.refuse(refused);
    await playRefused();
  }
  world.refuse(undefined);
}, 60_000);
afterAll(() => world.stop());

const alarm = (state: 'ALARM' | 'OK') =>
  alarmEvent(plants.alarmName, state, {
    service: 'shop',
    description: plants.description,
    reason: plants.reason,
    tags: { owner: plants.tag },
  });

const ask = async (path: string, request: object = {}): Promise<void> => {
  const { body, headers } = await world.ask(path, request);
  answers.push(body, JSON.stringify(headers));
};

const play = async (): Promise<void> => {
  const broken = `{"contact": "${plants.undecided}"`;
  await takeIn(world, alarm('ALARM'), broken, alarmEvent(plants.ignored, 'ALARM', { service: 'x' }));
  await world.handRecords('page-undecided', recordOf(broken, 'malformed-json'));
  const { id } = await incidentOf(world, 'shop');
  const headers = { 'idempotency-key': plants.idempotencyKey };
  await ask(`/incidents/${id}/notes`, { method: 'POST', body: { note: plants.note }, headers });
  await ask(`/incidents/${id}`, { method: 'PATCH', body: { impact: plants.fact } });
  await ask(`/incidents/${id}`, { token: plants.wrongToken });
  await ask(`/incidents/${id}/escalate`, { method: 'POST', body: { audiences: [plants.fact] } });
  await ask('/incidents', { method: 'POST', raw: `{"title": "${plants.note}` });
  for (const path of ['', '/timeline', '/signals']) await ask(`/incidents/${id}${path}`);
  timeline = (await world.ask(`/incidents/${id}/timeline`)).body;
  await ask('/incidents');
  await passMinutes(world, 40, 'run-timer');
  expect(await post(world, id, 'resolve')).toBe(200);
};

/** Triage reads a log that says too much. */
const playTriage = async (): Promise<void> => {
  world.triageRequests.splice(0);
  await takeIn(world, alarmEvent('checkout-errors', 'ALARM', { service: 'checkout' }));
  await examineAll(world);
  const { id } = await incidentOf(world, 'checkout');
  findings = (await world.ask(`/incidents/${id}/findings`)).body;
  answers.push(findings);
  for (const path of ['', '/timeline']) await ask(`/incidents/${id}${path}`);
};

/** The record refuses calls: errors are told, of whatever was under way. */
const playRefused = async (): Promise<void> => {
  await world.handRecords('ingest-alarm', recordOf(alarm('OK')));
  await ask('/incidents', { method: 'POST', body: { title: plants.title, service: plants.fact } });
  await ask('/incidents/unknown-1');
  await world.handRecords(
    'run-timer',
    recordOf(JSON.stringify({ incidentId: plants.alarmName, dueAtMs: 0 })),
  );
};

/** Everything of the stack in which a text stands: `log`, `answer`, or the call that carried it. */
const found = (secret: string): readonly string[] => placesOf(secret, world, answers);

describe('what belongs nowhere is nowhere (I10)', () => {
  test.each(['wrongToken', 'idempotencyKey', 'environment'] as const)('%s', (name) => {
    expect(found(plants[name])).toEqual([]);
  });

  test.each(['hunter2', 'leak@secrets.test', '+15555550105'])(
    'a secret in a line of a log group, %s: in no finding, no timeline, no call',
    (secret) => {
      expect(findings).toContain('errors-logged');
      expect(findings).toContain('login failed');
      expect(found(secret)).toEqual([]);
    },
  );

  test('the token that is good', () => {
    expect(found(world.token)).toEqual([]);
  });
});

describe('a number, an address or a token that people wrote stands in no log line (I10)', () => {
  test.each(Object.keys(plants) as (keyof typeof plants)[])('%s', (name) => {
    const secrets = plants[name].match(/\+\d{11}|[\w-]+@secrets\.test|\S*secret\S*|tocsin_\S+/g) ?? [];
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(found(secret)).not.toContain('log');
  });

  test('failures were logged all the same, with what failed', () => {
    const log = world.logged.join('');
    expect(log).toContain('ingest-failed');
    expect(log).toContain('api-failed');
    expect(log).toContain('timer-failed');
    expect(log).toContain('[phone]');
  });
});

describe('what people wrote stands where it belongs', () => {
  test.each(['description', 'reason', 'tag', 'undecided'] as const)(
    'a timeline quotes nothing of the %s (I10)',
    (name) => {
      expect(timeline).toContain('"kind":"opened"');
      expect(timeline).not.toContain(plants[name]);
    },
  );

  test('a timeline quotes notes word for word (I10)', () => {
    expect(timeline).toContain(plants.note);
  });

  test('a note: in the timeline, and in no notice and no event', () => {
    expect(found('note@secrets.test')).toEqual(['answer', 'dynamodb:BatchWriteItem', 'dynamodb:UpdateItem']);
  });

  test('what cannot be decided on: in the raw page and in the queues that keep it', () => {
    expect(found(plants.undecided)).toEqual([
      'sns:Publish',
      'sqs:SendMessage stack-intake-dead',
      'sqs:SendMessage stack-undecided',
    ]);
  });

  test("an alarm's name: in the record, in notices, and in events", () => {
    expect(found(plants.alarmName)).toEqual(
      expect.arrayContaining(['answer', 'dynamodb:PutItem', 'events:PutEvents', 'sns:Publish']),
    );
  });

  test('what an ignored event was called: in the record of ignored events alone', () => {
    expect(found(plants.ignored)).toEqual(['dynamodb:BatchWriteItem']);
  });
});
