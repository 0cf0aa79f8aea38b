import { describe, expect, test } from 'vitest';
import type { NoticeMessage } from '../../domain/incident/notice.ts';
import type { NoticePublisher } from '../../protocol/ports/channel.ts';

/** What a subscriber of an audience sees of a notice. */
export interface ReceivedNotice {
  readonly sms: string;
  readonly email: string;
  readonly json: string;
  readonly severity: string | undefined;
  readonly scenario: string | undefined;
  readonly kind: string | undefined;
  readonly audience: string | undefined;
}

export interface PublisherUnderTest {
  readonly publisher: NoticePublisher;
  received(audience: string): Promise<readonly ReceivedNotice[]>;
}

export const sampleMessage = (changes: Partial<NoticeMessage> = {}): NoticeMessage => ({
  id: 'k7q-1.1.primary.primary',
  audience: 'primary',
  kind: 'page',
  severity: 'SEV2',
  scenario: 'outage',
  texts: {
    subject: 'SEV2 checkout: error rate',
    sms: 'SEV2 checkout 12.5% errors',
    email: 'SEV2 checkout\n12.5 % of the requests failed — 支払い',
    json: '{"id":"k7q-1.1.primary.primary","kind":"page"}',
  },
  ...changes,
});

/** What every NoticePublisher keeps to. Audiences `primary` and `security` exist. */
export const describeNoticePublisher = (name: string, make: () => Promise<PublisherUnderTest>): void => {
  describe(`${name}: notice publisher`, () => {
    test('a notice reaches its audience with a text for each channel and its attributes', async () => {
      const { publisher, received } = await make();
      const { texts, ...message } = sampleMessage();
      expect(await publisher.publish({ ...message, texts })).toEqual({ outcome: 'delivered' });
      const { sms, email, json } = texts;
      const { severity, scenario, kind, audience } = message;
      expect(await received('primary')).toEqual([{ sms, email, json, severity, scenario, kind, audience }]);
    });

    test('a notice reaches no other audience', async () => {
      const { publisher, received } = await make();
      await publisher.publish(sampleMessage({ audience: 'security' }));
      expect(await received('primary')).toEqual([]);
      expect(await received('security')).toHaveLength(1);
    });

    test('a notice repeated after a crash arrives again as it was (I7)', async () => {
      const { publisher, received } = await make();
      await publisher.publish(sampleMessage());
      await publisher.publish(sampleMessage());
      const [first, second, ...more] = await received('primary');
      expect(first).toBeDefined();
      expect(second).toEqual(first);
      expect(more).toEqual([]);
    });
  });
};
