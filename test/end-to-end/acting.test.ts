import { expect, test } from 'vitest';
import type { IncidentAnswer } from '../../events/contracts/api/incident-answer.ts';
import { fresh } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

const declared = async (): Promise<string> => {
  const { body } = await system.ask<IncidentAnswer>('POST', '/incidents', {
    body: { title: fresh('Orders fail'), severity: 'SEV3' },
  });
  return body.id;
};

test('two acknowledgements at once are both answered, and one is recorded', async () => {
  const id = await declared();
  const acknowledge = () => system.ask<IncidentAnswer>('POST', `/incidents/${id}/acknowledge`);
  const answers = await Promise.all([acknowledge(), acknowledge()]);
  await system.settled(id);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(new Set(answers.map(({ body }) => body.acknowledgedAt)).size).toBe(1);
  const told = (await system.timeline(id)).filter(({ kind }) => kind === 'acknowledged');
  expect(told).toHaveLength(1);
  await system.act(id, 'resolve');
});

test('a resolution says the root cause, and the notice too', async () => {
  const id = await declared();
  await system.notice({ incidentId: id, kind: 'page', audience: 'primary' });
  const said = {
    rootCause: 'A certificate had expired.',
    resolution: 'Renewed.',
    prevention: 'An alarm on it.',
  };
  expect(await system.act(id, 'resolve', said)).toMatchObject({
    status: 'resolved',
    resolvedBy: 'local',
    ...said,
  });
  const notice = await system.notice({ incidentId: id, kind: 'resolution', audience: 'primary' });
  for (const words of Object.values(said)) expect(notice.texts.email).toContain(words);
});

test('what makes no sense now is refused with the reason, and what does is done', async () => {
  const id = await declared();
  const verb = (name: string) => system.ask('POST', `/incidents/${id}/${name}`);
  expect(await verb('reopen')).toMatchObject({ status: 409, body: { reason: 'not-resolved' } });
  expect(await verb('close')).toMatchObject({ status: 409, body: { reason: 'not-resolved' } });
  expect(await verb('resolve')).toMatchObject({ status: 200 });
  expect(await verb('acknowledge')).toMatchObject({ status: 409, body: { reason: 'already-resolved' } });
  expect(await verb('reopen')).toMatchObject({ status: 200, body: { status: 'investigating', episode: 2 } });
  expect(await verb('resolve')).toMatchObject({ status: 200 });
  expect(await verb('close')).toMatchObject({ status: 200, body: { status: 'closed', sealed: 'closed' } });
  expect(await verb('reopen')).toMatchObject({ status: 409, body: { reason: 'superseded' } });
});

test('what people know is kept, in the words of whoever said it last', async () => {
  const id = await declared();
  const patch = (body: object) => system.ask<IncidentAnswer>('PATCH', `/incidents/${id}`, { body });
  await patch({ impact: 'Orders fail.', nextSteps: 'Roll back.' });
  const { status, body } = await patch({
    impact: 'Some orders fail.',
    nextSteps: null,
    statements: ['fix-failed'],
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    impact: 'Some orders fail.',
    statements: [{ statement: 'fix-failed', by: 'local' }],
  });
  expect(body.nextSteps).toBeUndefined();
  expect(body.severity).toBe('SEV2');
  await system.act(id, 'resolve');
});

test('an escalation by hand pages the next rung at once', async () => {
  const id = await declared();
  await system.act(id, 'acknowledge');
  await system.act(id, 'escalate', { note: 'I need help.' });
  await system.notice({ incidentId: id, kind: 'page', audience: 'secondary' });
  const named = await system.ask('POST', `/incidents/${id}/escalate`, { body: { audiences: ['plumbers'] } });
  await system.act(id, 'resolve');
  expect(named).toMatchObject({ status: 400, body: { errors: [{ field: 'audiences' }] } });
});
