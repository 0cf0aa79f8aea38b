import { describe, expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../local/kernel/json.ts';
import { eventOf, fresh, withDetail } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

/** What cannot be decided on is paged as it came to the fallback, and kept with its reason. */
const expectPagedRaw = async (text: string, reason: string): Promise<void> => {
  const page = await system.notice({ kind: 'raw', saying: text });
  expect(page).toMatchObject({ audience: 'fallback', incidentId: null });
  for (const words of [page.texts.sms, page.texts.email, page.texts.json]) {
    expect(words).toContain(page.id);
    expect(words).toContain(reason);
  }
  const kept = await system.undecided(text);
  expect(kept.MessageAttributes?.['reason']?.StringValue).toBe(reason);
};

/** The alarm with a description of 300 KB: EventBridge and SQS take events of up to 1 MB. */
const describedAtLength = (event: JsonObject): JsonObject => {
  const { detail } = event;
  const configuration = isObject(detail) && isObject(detail['configuration']) ? detail['configuration'] : {};
  const description = 'Nobody can pay. '.repeat(300 * 64);
  return withDetail(event, { configuration: { ...configuration, description } });
};

const without = (event: JsonObject, member: string): JsonObject => {
  const { detail } = event;
  const { [member]: _, ...rest } = isObject(detail) ? detail : {};
  return { ...event, detail: rest };
};

describe('a bad event', () => {
  test('that is no JSON is paged raw and kept, and costs no good event of its batch', async () => {
    const [shop, cut, text] = [fresh('shop'), fresh('cut'), fresh('text')];
    await system.enqueue(`{"${cut}": `, JSON.stringify(eventOf('error-rate', shop)), text);
    const { id } = await system.incidentOf(shop);
    await system.notice({ incidentId: id, kind: 'page', audience: 'primary' });
    await expectPagedRaw(cut, 'malformed-json');
    await expectPagedRaw(text, 'malformed-json');
    await system.act(id, 'acknowledge');
  });

  test('without the name of its alarm is paged raw, with the field at fault', async () => {
    const shop = fresh('shop');
    await system.put(without(eventOf('error-rate', shop), 'alarmName'));
    await expectPagedRaw(shop, 'missing-field:detail.alarmName');
  });

  test('without a state is paged raw, with the field at fault', async () => {
    const shop = fresh('shop');
    await system.put(without(eventOf('error-rate', shop), 'state'));
    await expectPagedRaw(shop, 'missing-field:detail.state.value');
  });

  test('of a type that nobody foresaw is paged raw', async () => {
    const shop = fresh('shop');
    const event = eventOf('error-rate', shop);
    await system.enqueue(JSON.stringify({ ...event, 'detail-type': 'CloudWatch Weather Report' }));
    await expectPagedRaw(shop, 'unknown-detail-type:detail-type');
  });

  test('over SNS that a person wrote is paged raw', async () => {
    const words = `The ${fresh('shop')} is on fire`;
    await system.publish(words);
    await expectPagedRaw(words, 'sns-text:Message');
  });
});

describe('an odd alarm', () => {
  test('named in another script is recorded and paged under its name', async () => {
    const service = fresh('shop');
    const alarmName = `お支払い-𝔰𝔱ö𝔯𝔲𝔫𝔤-${service}`;
    await system.put(withDetail(eventOf('error-rate', service), { alarmName }));
    const { id, title } = await system.incidentOf(service);
    const page = await system.notice({ incidentId: id, kind: 'page', audience: 'primary' });
    await system.act(id, 'acknowledge');
    expect(title).toBe(alarmName);
    expect(page.texts.email).toContain(alarmName);
    expect(page.texts.sms).toContain(id);
  });

  test('dated in the future pages, and its OK ends it all the same', async () => {
    const shop = fresh('shop');
    await system.put(eventOf('error-rate', shop, { atMs: Date.now() + 10 * 86_400_000 }));
    const { id } = await system.incidentOf(shop);
    await system.notice({ incidentId: id, kind: 'page', audience: 'primary' });
    await system.act(id, 'acknowledge');
    await system.put(eventOf('error-rate', shop, { state: 'OK' }));
    await system.told(id, 'cleared', 'signals-clear');
  });

  test('dated in the past pages: its clocks count from now', async () => {
    const shop = fresh('shop');
    const beganMs = Date.now();
    await system.put(eventOf('error-rate', shop, { atMs: beganMs - 30 * 86_400_000 }));
    const { id } = await system.incidentOf(shop);
    await system.notice({ incidentId: id, kind: 'page', audience: 'primary' });
    const incident = await system.act(id, 'acknowledge');
    expect(Date.parse(incident.openedAt)).toBeGreaterThanOrEqual(beganMs);
    expect(Date.parse(incident.onsetAt ?? '')).toBeLessThan(beganMs - 86_400_000);
  });

  test.each([
    ['on the bus', (event: JsonObject) => system.put(event)],
    ['on the queue', (event: JsonObject) => system.enqueue(JSON.stringify(event))],
  ])('of 300 KB %s is paged like any other', async (_, send) => {
    const shop = fresh('shop');
    await send(describedAtLength(eventOf('error-rate', shop)));
    const { id } = await system.incidentOf(shop);
    await system.notice({ incidentId: id, kind: 'page', audience: 'primary' });
    const incident = await system.settled(id);
    await system.act(id, 'acknowledge');
    expect(incident).toMatchObject({ severity: 'SEV2', signals: { active: 1, total: 1 } });
  });

  test('of 300 KB that cannot be decided on is paged cut and kept whole', async () => {
    const shop = fresh('shop');
    const body = `${shop} ${'x'.repeat(300 * 1024)} end of ${shop}`;
    await system.enqueue(body);
    const page = await system.notice({ kind: 'raw', saying: shop });
    expect(page.texts.json.length).toBeLessThan(250_000);
    expect((await system.undecided(`end of ${shop}`)).Body).toBe(body);
  });
});
