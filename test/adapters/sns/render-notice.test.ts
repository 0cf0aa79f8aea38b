import { expect, test } from 'vitest';
import { createWorld, MINUTE } from '../../behaviour/world.ts';

/** An outage whose texts stand here letter by letter: what people and programs read does not change unnoticed. */
const outage = async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV1', scenario: 'outage' });
  await world.pass(5 * MINUTE);
  const incident = await world.incident();
  const estimatedResolutionAtMs = world.now() + 30 * MINUTE;
  await world.act(incident, 'acknowledge', {
    say: { facts: { impact: 'nobody can pay', estimatedResolutionAtMs }, statements: ['triaged'] },
  });
  await world.pass(10 * MINUTE);
  await world.act(incident, 'resolve', { say: { facts: { rootCause: 'a bad release' } } });
  const textsOf = (kind: string, audience: string) =>
    world.rendered().find((message) => message.kind === kind && message.audience === audience)?.texts;
  return { textsOf };
};

test('a page', async () => {
  const { textsOf } = await outage();
  expect(textsOf('page', 'secondary')).toEqual({
    subject: '[SEV1] INCIDENT: checkout: errors',
    sms: 'SEV1 INCIDENT: checkout: errors (no-response) since 03:00Z 90e5962fc90c-1.1.secondary.secondary',
    email: `INCIDENT: checkout: errors

Incident: 90e5962fc90c-1
Severity: SEV1
Service: checkout
Scenario: outage
Impact: not known yet
Started: 2026-11-18 03:00 UTC
Looking at: tag tocsin:severity of the alarm; tag tocsin:scenario of the alarm
Failing: Checkout (eu-west-1, 111122223333)
Next update: 2026-11-18 03:15 UTC
Reason: no-response
Notice: 90e5962fc90c-1.1.secondary.secondary
`,
    json: '{"id":"90e5962fc90c-1.1.secondary.secondary","at":"2026-11-18T03:05:00.000Z","audience":"secondary","kind":"page","reason":"no-response","incidentId":"90e5962fc90c-1","title":"checkout: errors","status":"investigating","severity":"SEV1","scenario":"outage","service":"checkout","episode":1,"rung":"secondary","openedAt":"2026-11-18T03:00:00.000Z","startedAt":"2026-11-18T03:00:00.000Z","nextUpdateAt":"2026-11-18T03:15:00.000Z","components":["Checkout (eu-west-1, 111122223333)"],"classification":{"rule":"alarm-tags","reason":"tag tocsin:severity of the alarm; tag tocsin:scenario of the alarm"}}',
  });
});

test('a status update', async () => {
  const { textsOf } = await outage();
  expect(textsOf('update', 'stakeholders')).toMatchObject({
    subject: '[SEV1] UPDATE: checkout: errors',
    sms: 'SEV1 UPDATE: checkout: errors since 03:00Z 90e5962fc90c-1.1.update-4.stakeholders',
    email: `UPDATE: checkout: errors

Incident: 90e5962fc90c-1
Status: investigating
Severity: SEV1
Service: checkout
Duration: 15 min
Acknowledged: ada
Impact: nobody can pay
Progress: not known yet
Next steps: not known yet
Estimated resolution: 2026-11-18 03:35 UTC
Next update: 2026-11-18 03:30 UTC
Reason: status-update
Notice: 90e5962fc90c-1.1.update-4.stakeholders
`,
  });
});

test('a resolution', async () => {
  const { textsOf } = await outage();
  expect(textsOf('resolution', 'primary')).toEqual({
    subject: '[SEV1] RESOLVED: checkout: errors',
    sms: 'SEV1 RESOLVED: checkout: errors 90e5962fc90c-1.1.resolution-5.primary',
    email: `RESOLVED: checkout: errors

Incident: 90e5962fc90c-1
Severity: SEV1
Service: checkout
Duration: 15 min
Root cause: a bad release
Impact: nobody can pay
Affected users: not known yet
Resolution: not known yet
Prevention: not known yet
Next steps: monitoring and investigation
Reason: resolved-by-person
Notice: 90e5962fc90c-1.1.resolution-5.primary
`,
    json: '{"id":"90e5962fc90c-1.1.resolution-5.primary","at":"2026-11-18T03:15:00.000Z","audience":"primary","kind":"resolution","reason":"resolved-by-person","incidentId":"90e5962fc90c-1","title":"checkout: errors","status":"resolved","severity":"SEV1","scenario":"outage","service":"checkout","episode":1,"openedAt":"2026-11-18T03:00:00.000Z","startedAt":"2026-11-18T03:00:00.000Z","acknowledgedBy":"ada","mitigatedAt":"2026-11-18T03:15:00.000Z","resolvedAt":"2026-11-18T03:15:00.000Z","components":["Checkout (eu-west-1, 111122223333)"],"classification":{"rule":"alarm-tags","reason":"tag tocsin:severity of the alarm; tag tocsin:scenario of the alarm"},"impact":"nobody can pay","rootCause":"a bad release","estimatedResolutionAt":"2026-11-18T03:35:00.000Z","statements":["triaged"]}',
  });
});
