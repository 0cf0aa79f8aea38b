import { expect, test } from 'vitest';
import { sampleEvent, transitionOf } from '../messages.ts';

const factsOf = (changes: object) => {
  const sample = sampleEvent('guardduty-critical');
  return transitionOf(JSON.stringify({ ...sample, detail: { ...sample.detail, ...changes } })).signal.facts;
};

test('a finding of GuardDuty says who acted, in which session, and from where', () => {
  const facts = factsOf({
    resource: {
      accessKeyDetails: {
        ...{ userName: 'shop-web', userType: 'AssumedRole' },
        ...{ principalId: 'AROAEXAMPLE:i-0a1b2c3d4e5f60711', accessKeyId: 'ASIAIOSFODNN7EXAMPLE' },
      },
    },
    service: { action: { awsApiCallAction: { remoteIpDetails: { ipAddressV4: '203.0.113.9' } } } },
  });
  expect(facts).toMatchObject({
    ...{ principal: 'shop-web', principalType: 'AssumedRole', session: 'i-0a1b2c3d4e5f60711' },
    address: '203.0.113.9',
  });
  expect(JSON.stringify(facts)).not.toContain('ASIA');
});

test('a finding of GuardDuty says in which VPC an instance is', () => {
  const instanceDetails = { instanceId: 'i-0a1b2c3d', networkInterfaces: [{}, { vpcId: 'vpc-0a1b2c3d' }] };
  expect(factsOf({ resource: { instanceDetails } })['vpc']).toBe('vpc-0a1b2c3d');
});
