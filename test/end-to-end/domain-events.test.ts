import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { domainEventDetailSchema } from '../../events/contracts/domain-events.ts';
import { eventOf, fresh } from './alarms.ts';
import { systemUnderTest } from './system.ts';
import { until } from './until.ts';

const system = systemUnderTest();

test('programs hear on the bus what happens to an incident, in events of the published schema', async () => {
  const shop = fresh('shop');
  await system.put(eventOf('error-rate', shop));
  const { id } = await system.incidentOf(shop);
  const heardUntil = (type: string) =>
    until(`${type} of ${id}`, async () => {
      const heard = await system.eventsOf(id);
      return heard.some((event) => event['detail-type'] === type) ? heard : undefined;
    });
  await heardUntil('incident.triaged');
  await system.act(id, 'acknowledge');
  await system.act(id, 'severity', { severity: 'SEV1' });
  await system.act(id, 'mitigated');
  await system.act(id, 'resolve');
  await system.act(id, 'close');
  const events = await heardUntil('incident.closed');
  expect(new Set(events.map((event) => event['detail-type']))).toEqual(
    new Set([
      'incident.opened',
      'incident.triage-requested',
      'incident.triaged',
      'incident.acknowledged',
      'incident.severity-changed',
      'incident.escalated',
      'incident.mitigated',
      'incident.resolved',
      'incident.closed',
    ]),
  );
  for (const { source, detail } of events) {
    expect(source).toBe('tocsin');
    expect(z.parse(domainEventDetailSchema, detail)).toMatchObject({
      version: '1',
      incident: { id, service: shop },
    });
  }
});
