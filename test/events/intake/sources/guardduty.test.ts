import { describe, expect, test } from 'vitest';
import { atUtc, ignoredReason, sampleEvent, sampleText, transitionOf, undecidedOf } from '../messages.ts';

const finding = (changes: object): string => {
  const sample = sampleEvent('guardduty-critical');
  return JSON.stringify({ ...sample, detail: { ...sample.detail, ...changes } });
};
const service = (changes: object): object => ({
  service: { ...(sampleEvent('guardduty-critical').detail['service'] as object), ...changes },
});

describe('a GuardDuty finding', () => {
  test('stands, with type and severity as facts, and is told by its ARN', () => {
    const { signal, ...transition } = transitionOf(sampleText('guardduty-critical'));
    expect(transition).toMatchObject({
      state: 'ALARM',
      atMs: atUtc('03:02:11.418'),
      onsetAtMs: atUtc('02:31:00'),
    });
    expect(signal).toMatchObject({
      id: 'arn:aws:guardduty:eu-west-1:111122223333:detector/5ab1c2d3e4f50617283940a1b2c3d4e5/finding/9ec0a1b2c3d4e5f60718293a4b5c6d7e',
      kind: 'finding',
      name: 'Credentials of checkout-deployer are used from two continents.',
      resources: ['checkout-deployer'],
      facts: {
        findingType: 'AttackSequence:IAM/CompromisedCredentials',
        findingSeverity: 9.3,
        product: 'GuardDuty',
      },
    });
  });

  test('may have no severity', () => {
    expect(transitionOf(finding({ severity: undefined })).signal.facts['findingSeverity']).toBeUndefined();
  });

  test('that is archived is over', () => {
    expect(transitionOf(finding(service({ archived: true }))).state).toBe('OK');
  });

  test('without its ARN gets the same one by its detector', () => {
    expect(transitionOf(finding({ arn: undefined })).signal.id).toBe(
      transitionOf(sampleText('guardduty-critical')).signal.id,
    );
  });

  test('without ARN and detector is known by account, region and id', () => {
    expect(transitionOf(finding({ arn: undefined, ...service({ detectorId: undefined }) })).signal.id).toBe(
      'guardduty:111122223333:eu-west-1:9ec0a1b2c3d4e5f60718293a4b5c6d7e',
    );
  });

  test.each<[string, object]>([
    ['in its additional information', { additionalInfo: { sample: true } }],
    ['in that of the service', service({ additionalInfo: { sample: true } })],
    ['in its title', { title: '[SAMPLE] Bitcoin activity' }],
  ])('marked as a sample %s is set aside', (_, changes) => {
    expect(ignoredReason(finding(changes))).toBe('sample-finding');
  });

  test('that merely talks of samples is none', () => {
    expect(transitionOf(finding({ title: 'SAMPLE bucket is public' })).state).toBe('ALARM');
  });

  test('without any id cannot be decided on', () => {
    expect(undecidedOf(finding({ id: undefined, arn: undefined }))).toEqual(['missing-field', 'detail.id']);
  });

  test('does not keep the id of an access key', () => {
    const resource = { accessKeyDetails: { accessKeyId: 'made-up-key-id', userName: 'checkout-deployer' } };
    expect(JSON.stringify(transitionOf(finding({ resource })))).not.toContain('made-up-key-id');
  });
});
