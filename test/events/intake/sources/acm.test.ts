import { describe, expect, test } from 'vitest';
import { ignoredReason, sampleEvent, sampleText, transitionOf, undecidedOf } from '../messages.ts';

const certificate = (detail: object, more: object = {}): string =>
  JSON.stringify({ ...sampleEvent('certificate-expiring'), ...more, detail });
const id = 'arn:aws:acm:eu-west-1:111122223333:certificate/3a7e5d10-84c2-4f6b-9b1d-0e2f4a6c8d01';

describe('a certificate', () => {
  test('that expires soon stands, with the days that are left', () => {
    expect(transitionOf(sampleText('certificate-expiring'))).toMatchObject({
      state: 'ALARM',
      signal: {
        id,
        kind: 'certificate',
        name: 'Certificate of checkout.example.com: expires in 7 days',
        facts: { daysToExpiry: 7, domain: 'checkout.example.com' },
      },
    });
  });

  test.each([0, -3])('with %d days left has expired', (DaysToExpiry) => {
    const { signal } = transitionOf(certificate({ DaysToExpiry, CommonName: 'checkout.example.com' }));
    expect(signal.facts).toMatchObject({ daysToExpiry: DaysToExpiry, expired: true });
    expect(signal.name).toBe('Certificate of checkout.example.com: expired');
  });

  test('that has expired says so without a number of days', () => {
    const { signal } = transitionOf(
      certificate({ CommonName: 'c' }, { 'detail-type': 'ACM Certificate Expired' }),
    );
    expect(signal.facts).toMatchObject({ daysToExpiry: 0, expired: true });
  });

  test('that was revoked stands until one is available again', () => {
    const revoked = certificate({ CommonName: 'c' }, { 'detail-type': 'ACM Certificate Revoked' });
    expect(transitionOf(revoked)).toMatchObject({
      state: 'ALARM',
      signal: { id, name: 'Certificate of c: revoked', facts: { revoked: true } },
    });
  });

  test('that was rotated is set aside', () => {
    const rotated = certificate({ CommonName: 'c' }, { 'detail-type': 'ACM Certificate Rotated' });
    expect(ignoredReason(rotated)).toBe('event-not-watched');
  });

  test('that is available again is over', () => {
    const renewed = certificate(
      { Action: 'RENEWAL', DaysToExpiry: 395 },
      { 'detail-type': 'ACM Certificate Available' },
    );
    expect(transitionOf(renewed)).toMatchObject({ state: 'OK', signal: { id } });
  });

  test('whose renewal needs somebody stands', () => {
    const type = 'ACM Certificate Renewal Action Required';
    expect(transitionOf(certificate({ CommonName: 'c' }, { 'detail-type': type })).state).toBe('ALARM');
  });

  test('without its ARN cannot be decided on', () => {
    expect(undecidedOf(certificate({}, { resources: ['x'] }))).toEqual(['missing-field', 'resources']);
  });
});
