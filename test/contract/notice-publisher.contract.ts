import { describe, expect, test } from 'vitest';
import type { Notice } from '../../domain/incident/notice.ts';
import type { NoticePublisher, Outgoing } from '../../protocol/ports/channel.ts';
import { sampleIncident, sampleNotice, T0 } from './sample-records.ts';

/** What a subscriber of an audience can tell of a notice, whatever the channel. */
export interface ReceivedNotice {
  readonly id: string;
  readonly incidentId: string;
  readonly severity: string | undefined;
  readonly scenario: string | undefined;
  readonly kind: string | undefined;
  readonly audience: string | undefined;
  /** The pages that a digest tells, the worst first; absent: it is no digest. */
  readonly told?: readonly string[];
}

export interface PublisherUnderTest {
  readonly publisher: NoticePublisher;
  received(audience: string): Promise<readonly ReceivedNotice[]>;
}

export const sampleOutgoing = (changes: Partial<Notice> = {}): Outgoing => ({
  notice: { ...sampleNotice('k7q-1.1.primary.primary'), ...changes },
  incident: sampleIncident({ id: 'k7q-1' }),
  nowMs: T0,
});

/** What every NoticePublisher keeps to. Audiences `primary` and `security` exist. */
export const describeNoticePublisher = (name: string, make: () => Promise<PublisherUnderTest>): void => {
  describe(`${name}: notice publisher`, () => {
    test('a notice reaches its audience, and says which it is and of which incident', async () => {
      const { publisher, received } = await make();
      const { notice, incident, nowMs } = sampleOutgoing({ audience: 'primary' });
      expect(await publisher.publish({ notice, incident, nowMs })).toEqual({ outcome: 'delivered' });
      const { id, kind, audience } = notice;
      const { severity, scenario } = incident;
      expect(await received('primary')).toEqual([
        { id, incidentId: incident.id, severity, scenario, kind, audience },
      ]);
    });

    test('a notice reaches no other audience', async () => {
      const { publisher, received } = await make();
      await publisher.publish(sampleOutgoing({ audience: 'security' }));
      expect(await received('primary')).toEqual([]);
      expect(await received('security')).toHaveLength(1);
    });

    test('a digest reaches its audience once, with every page that it tells', async () => {
      const { publisher, received } = await make();
      const one = sampleOutgoing({ audience: 'primary' });
      const other = { ...one.incident, id: 'k7q-2', severity: 'SEV1' as const };
      const pages = [one, { notice: { ...one.notice, id: 'k7q-2.1.primary.primary' }, incident: other }];
      const digest = { id: 'digest-x.primary', audience: 'primary', atMs: T0, pages };
      expect(await publisher.publishDigest(digest)).toEqual({ outcome: 'delivered' });
      expect((await received('primary')).map(({ told }) => told)).toEqual([
        ['k7q-2.1.primary.primary', 'k7q-1.1.primary.primary'],
      ]);
      expect(await received('security')).toEqual([]);
    });

    test('a notice repeated after a crash arrives again as it was (I7)', async () => {
      const { publisher, received } = await make();
      const outgoing = sampleOutgoing({ audience: 'primary' });
      await publisher.publish(outgoing);
      await publisher.publish(outgoing);
      const [first, second, ...more] = await received('primary');
      expect(first).toBeDefined();
      expect(second).toEqual(first);
      expect(more).toEqual([]);
    });
  });
};
