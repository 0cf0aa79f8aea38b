import { describe, expect, test } from 'vitest';
import type { Notice } from '../../domain/incident/notice.ts';
import type { NoticePublisher, OutgoingNotice } from '../../protocol/ports/channel.ts';
import { sampleIncident, sampleNotice, T0 } from './sample-records.ts';

/** What a subscriber of an audience can tell of a notice. */
export interface ReceivedNotice {
  readonly id: string;
  readonly incidentId: string;
  readonly title: string;
  readonly severity: string;
  readonly scenario: string;
  readonly kind: string;
  readonly audience: string;
}

export interface PublisherUnderTest {
  readonly publisher: NoticePublisher;
  received(audience: string): Promise<readonly ReceivedNotice[]>;
}

export const sampleOutgoing = (changes: Partial<Notice> = {}): OutgoingNotice => ({
  notice: { ...sampleNotice('k7q-1.1.primary.primary'), ...changes },
  incident: sampleIncident({ id: 'k7q-1', title: 'checkout: 12.5 % errors — 支払い' }),
  nowMs: T0,
});

/** What every NoticePublisher keeps to. Audiences `primary` and `security` exist. */
export const describeNoticePublisher = (name: string, make: () => Promise<PublisherUnderTest>): void => {
  describe(`${name}: notice publisher`, () => {
    test('a notice reaches its audience with what it is and what it is about', async () => {
      const { publisher, received } = await make();
      expect(await publisher.publish(sampleOutgoing())).toEqual({ outcome: 'delivered' });
      expect(await received('primary')).toEqual([
        {
          id: 'k7q-1.1.primary.primary',
          incidentId: 'k7q-1',
          title: 'checkout: 12.5 % errors — 支払い',
          severity: 'SEV2',
          scenario: 'outage',
          kind: 'page',
          audience: 'primary',
        },
      ]);
    });

    test('a notice reaches no other audience', async () => {
      const { publisher, received } = await make();
      await publisher.publish(sampleOutgoing({ audience: 'security' }));
      expect(await received('primary')).toEqual([]);
      expect(await received('security')).toHaveLength(1);
    });

    test('a notice repeated after a crash arrives again as it was (I7)', async () => {
      const { publisher, received } = await make();
      await publisher.publish(sampleOutgoing());
      await publisher.publish(sampleOutgoing());
      const [first, second, ...more] = await received('primary');
      expect(first).toBeDefined();
      expect(second).toEqual(first);
      expect(more).toEqual([]);
    });
  });
};
