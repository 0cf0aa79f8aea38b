import { expect, test } from 'vitest';
import { createWorld, MINUTE, unexamined } from '../../behaviour/world.ts';

/** An outage whose texts stand here letter by letter: what people and programs read does not change unnoticed. */
const outage = async () => {
  const world = createWorld(unexamined());
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
    sms: 'SEV1 INCIDENT: checkout: errors (no-response) since 03:00Z 90e5962fc90c-1',
    email: `INCIDENT: checkout: errors

Incident: 90e5962fc90c-1
Reason: no-response
Severity: SEV1
Service: checkout
Scenario: outage
Impact: not known yet
Started: 2026-11-18 03:00 UTC
Looking at: tag tocsin:severity of the alarm; tag tocsin:scenario of the alarm
Failing: Checkout (eu-west-1, 111122223333)
Acknowledged: nobody yet
Alarm: https://eu-west-1.console.aws.amazon.com/cloudwatch/deeplink.js?region=eu-west-1#alarmsV2:alarm/errors
Next update: 2026-11-18 03:15 UTC
Notice: 90e5962fc90c-1.1.secondary.secondary
`,
    json: '{"version":"1","id":"90e5962fc90c-1.1.secondary.secondary","at":"2026-11-18T03:05:00.000Z","audience":"secondary","kind":"page","reason":"no-response","incidentId":"90e5962fc90c-1","title":"checkout: errors","status":"investigating","severity":"SEV1","scenario":"outage","service":"checkout","episode":1,"rung":"secondary","openedAt":"2026-11-18T03:00:00.000Z","nextUpdateAt":"2026-11-18T03:15:00.000Z","components":["Checkout (eu-west-1, 111122223333)"],"classification":{"rule":"alarm-tags","reason":"tag tocsin:severity of the alarm; tag tocsin:scenario of the alarm"},"alarm":{"name":"errors","console":"https://eu-west-1.console.aws.amazon.com/cloudwatch/deeplink.js?region=eu-west-1#alarmsV2:alarm/errors"}}',
  });
});

test('a status update', async () => {
  const { textsOf } = await outage();
  expect(textsOf('update', 'stakeholders')).toMatchObject({
    subject: '[SEV1] UPDATE: checkout: errors',
    sms: 'SEV1 UPDATE: checkout: errors since 03:00Z 90e5962fc90c-1',
    email: `UPDATE: checkout: errors

Incident: 90e5962fc90c-1
Reason: status-update
Status: investigating
Severity: SEV1
Service: checkout
Duration: 15 min
Acknowledged: ada, 2026-11-18 03:05 UTC
Impact: nobody can pay
Progress: not known yet
Next steps: not known yet
Estimated resolution: 2026-11-18 03:35 UTC
Next update: 2026-11-18 03:30 UTC
Notice: 90e5962fc90c-1.1.update-4.stakeholders
`,
  });
});

test('a resolution', async () => {
  const { textsOf } = await outage();
  expect(textsOf('resolution', 'primary')).toEqual({
    subject: '[SEV1] RESOLVED: checkout: errors',
    sms: 'SEV1 RESOLVED: checkout: errors 90e5962fc90c-1',
    email: `RESOLVED: checkout: errors

Incident: 90e5962fc90c-1
Reason: resolved-by-person, by ada
Severity: SEV1
Service: checkout
Duration: 15 min
Root cause: a bad release
Impact: nobody can pay
Affected users: not known yet
Resolution: not known yet
Prevention: not known yet
Next steps: monitoring and investigation
Notice: 90e5962fc90c-1.1.resolution-5.primary
`,
    json: '{"version":"1","id":"90e5962fc90c-1.1.resolution-5.primary","at":"2026-11-18T03:15:00.000Z","audience":"primary","kind":"resolution","reason":"resolved-by-person","by":"ada","incidentId":"90e5962fc90c-1","title":"checkout: errors","status":"resolved","severity":"SEV1","scenario":"outage","service":"checkout","episode":1,"openedAt":"2026-11-18T03:00:00.000Z","acknowledgedAt":"2026-11-18T03:05:00.000Z","acknowledgedBy":"ada","mitigatedAt":"2026-11-18T03:15:00.000Z","resolvedAt":"2026-11-18T03:15:00.000Z","components":["Checkout (eu-west-1, 111122223333)"],"classification":{"rule":"alarm-tags","reason":"tag tocsin:severity of the alarm; tag tocsin:scenario of the alarm"},"alarm":{"name":"errors","console":"https://eu-west-1.console.aws.amazon.com/cloudwatch/deeplink.js?region=eu-west-1#alarmsV2:alarm/errors"},"impact":"nobody can pay","rootCause":"a bad release","estimatedResolution":"2026-11-18T03:35:00.000Z","statements":[{"statement":"triaged","by":"ada","at":"2026-11-18T03:05:00.000Z"}]}',
  });
});
