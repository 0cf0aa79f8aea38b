import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readNotice } from '../../../local/phones/notice.ts';
import { frameNotice } from '../../../local/phones/notice-frame.ts';
import { openNoticeStore } from '../../../local/phones/notice-store.ts';
import { makeFolder, removeFolders } from '../fixture/package.ts';

afterEach(removeFolders);

const notification = (message: string) =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: 'm-1',
    TopicArn: 'arn:aws:sns:us-east-1:000000000000:shop-dev-fallback',
    Timestamp: '2026-11-22T03:04:05.678Z',
    Message: message,
    MessageAttributes: { kind: { Type: 'String', Value: 'raw' } },
  });

const structured = notification(
  JSON.stringify({
    default: '{"id":"n-1","audience":"primary","kind":"page","incidentId":"i-1","severity":"SEV1"}',
    sms: 'Short',
    email: 'Long',
  }),
);

describe('a notice', () => {
  test('takes its texts from the message structure and its facts from the JSON text', () => {
    expect(readNotice(structured, 'shop-dev-')).toEqual({
      id: 'n-1',
      at: '2026-11-22T03:04:05.678Z',
      audience: 'primary',
      kind: 'page',
      incidentId: 'i-1',
      severity: 'SEV1',
      texts: { sms: 'Short', email: 'Long', json: expect.stringContaining('"n-1"') },
    });
  });

  test.each(['plain words', '{"some":"json"}', '', '{"default":'])(
    'that says %j is shown as it is, to the audience of its topic',
    (text) => {
      expect(readNotice(notification(text), 'shop-dev-')).toMatchObject({
        id: 'm-1',
        audience: 'fallback',
        kind: 'raw',
        texts: { sms: text },
      });
    },
  );

  test('appears with its audience, kind and severity around the text message', () => {
    const lines = frameNotice(readNotice(structured, '')).split('\n');
    expect(lines[0]).toContain('primary · page · SEV1');
    expect(lines[1]).toContain('Short');
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});

describe('kept notices', () => {
  test('are there after a restart, oldest first, without the line that a kill cut short', () => {
    const path = join(makeFolder(), 'notices.jsonl');
    const early = { ...readNotice(structured, ''), at: '2026-11-22T03:00:00.000Z' };
    const late = { ...early, id: 'n-2', at: '2026-11-22T04:00:00.000Z' };
    const first = openNoticeStore(path);
    first.add(late);
    first.add(early);
    appendFileSync(path, '{"id":"n-3","at":');
    const second = openNoticeStore(path);
    expect(second.list()).toEqual([early, late]);
    second.add({ ...late, id: 'n-4' });
    expect(
      openNoticeStore(path)
        .list()
        .map(({ id }) => id),
    ).toEqual(['n-1', 'n-2', 'n-4']);
  });

  test('are bounded in memory and on disk: the last ones stay', () => {
    const path = join(makeFolder(), 'notices.jsonl');
    const store = openNoticeStore(path, 10);
    const notice = readNotice(structured, '');
    for (let n = 0; n < 95; n++)
      store.add({ ...notice, id: `n-${n}`, at: new Date(Date.UTC(2026, 10, 22, 0, n)).toISOString() });
    const last = Array.from({ length: 10 }, (_, n) => `n-${n + 85}`);
    expect(store.list().map(({ id }) => id)).toEqual(last);
    expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThanOrEqual(20);
    expect(
      openNoticeStore(path, 10)
        .list()
        .map(({ id }) => id),
    ).toEqual(last);
  });

  test('hold one publish once, and the same page published again twice', () => {
    const store = openNoticeStore(join(makeFolder(), 'notices.jsonl'));
    const notice = readNotice(structured, '');
    expect(store.add(notice)).toBe(true);
    expect(store.add(notice)).toBe(false);
    expect(store.add({ ...notice, at: '2026-11-22T05:00:00.000Z' })).toBe(true);
  });
});
