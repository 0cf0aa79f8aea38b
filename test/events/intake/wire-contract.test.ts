import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { domainEventDetailSchema, toDomainEventEntry } from '../../../events/contracts/domain-events.ts';
import { parseNoticeJson } from '../../../events/contracts/notice-schema.ts';
import { parseIntake } from '../../../events/intake/parse-intake.ts';
import { createWorld, MINUTE } from '../../behaviour/world.ts';
import { sampleNames, sampleText } from './messages.ts';

/** An outage from its first alarm to its closing, with nobody responding at first. */
const outage = async () => {
  const world = createWorld();
  for (const name of sampleNames) {
    const { transitions } = parseIntake(sampleText(name), {
      receivedAtMs: world.now(),
      ownAlarmPrefix: 'x',
      accounts: [],
    });
    await world.send(...transitions);
  }
  await world.pass(40 * MINUTE);
  for (const incident of await world.incidents()) {
    await world.act(incident, 'acknowledge');
    await world.act(incident, 'resolve');
  }
  await world.pass(2 * MINUTE);
  return world;
};

describe('what an outage sends out keeps to its schemas', () => {
  test('every notice for programs', async () => {
    const world = await outage();
    const notices = world.rendered().map(({ texts }) => parseNoticeJson(texts.json));
    expect(new Set(notices.map(({ kind }) => kind))).toEqual(
      new Set(['page', 'update', 'stakeholders', 'resolution']),
    );
    for (const notice of notices)
      expect(notice).toMatchObject({ incidentId: expect.any(String), reason: expect.any(String) });
  });

  test('every event on the bus', async () => {
    const { bus } = await outage();
    const types = bus.emitted.map((event) => {
      const entry = toDomainEventEntry(event);
      expect(z.safeParse(domainEventDetailSchema, JSON.parse(JSON.stringify(entry.detail))).success).toBe(
        true,
      );
      return entry.detailType;
    });
    expect(types).toEqual(
      expect.arrayContaining(['incident.opened', 'incident.acknowledged', 'incident.resolved']),
    );
  });
});
