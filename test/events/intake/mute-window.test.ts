import { describe, expect, test } from 'vitest';
import { classify } from '../../../domain/classification/classify.ts';
import { interpret } from '../../../domain/signal/interpret.ts';
import { LONGEST_MUTE_MS } from '../../../events/intake/mute-window.ts';
import { configured } from '../../behaviour/world.ts';
import { sampleEvent, transitionOf } from './messages.ts';
import { published } from './notifications/published.ts';

const muted = (muteWindowEnd: string) => {
  const sample = sampleEvent('muted');
  const muteDetail = {
    mutedByArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm-mute-rule:m',
    muteWindowEnd,
  };
  return JSON.stringify({ ...sample, detail: { ...sample.detail, muteDetail } });
};
const { atMs } = transitionOf(muted('2026-11-20T05:00:00Z'));
const endingAfter = (ms: number) => muted(new Date(atMs + ms).toISOString());

describe('a mute window', () => {
  test('of 15 days, the longest that CloudWatch makes, holds', () => {
    const transition = transitionOf(endingAfter(LONGEST_MUTE_MS));
    expect(transition.muted?.untilMs).toBe(atMs + LONGEST_MUTE_MS);
    expect(interpret(transition, configured())).toEqual({ kind: 'end', reason: 'muted' });
  });

  test.each([
    ['a second longer', endingAfter(LONGEST_MUTE_MS + 1000)],
    ['of a thousand years', muted('3026-11-20T05:00:00Z')],
    ['at the end of time', muted('9999-12-31T23:59:59Z')],
  ])('%s does not hold: it pages, with the reason', (_, body) => {
    const transition = transitionOf(body);
    expect(interpret(transition, configured())).toEqual({ kind: 'raise' });
    expect(transition.reason).toMatch(/^Not muted: the mute window would end at .*15 days at most\./);
    expect(classify(transition, configured()).reason).toContain(
      'mute window: longer than 15 days, not muted',
    );
  });

  test('is limited over SNS as well', () => {
    const alarm = {
      AlarmName: 'a',
      AWSAccountId: '111122223333',
      NewStateValue: 'ALARM',
      StateChangeTime: '2026-11-20T03:04:10.000+0000',
      AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a',
      MuteDetail: { mutedByArn: 'm', muteWindowEnd: '2099-01-01T00:00:00Z' },
    };
    expect(transitionOf(published(alarm)).muted).toBeUndefined();
  });
});
