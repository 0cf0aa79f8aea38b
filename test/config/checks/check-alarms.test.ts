import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../config/parse.ts';
import { defaultLimits } from '../../../config/schema/alarms.ts';
import { contacts, mistakesIn } from '../mistakes-in.ts';

const service = (fields: string) => `services:\n  - { name: shop, match: [{ alarm: x }], ${fields} }\n`;

const parsed = (text: string) => {
  const answer = parseConfiguration(`${contacts}${text}`);
  if (!answer.ok) throw new Error(JSON.stringify(answer.mistakes));
  return answer;
};

const full = 'loadBalancers: [app/shop/4f1d2c3b5a697887], targetGroups: [targetgroup/web/8c1f0e2d3b4a5968]';

describe('mistakes', () => {
  test.each([
    ['alarms: true', 'services[0].alarms: has nothing to watch: list resources of the service'],
    [
      'alarms: true, resources: { loadBalancers: [shop] }',
      'services[0].resources.loadBalancers[0]: "shop" has no id, by which CloudWatch knows it: with alarms: true, write what its ARN says after "loadbalancer/", such as app/checkout/4f1d2c3b5a697887',
    ],
    [
      'alarms: true, resources: { targetGroups: [targetgroup/web/8c1f0e2d3b4a5968] }',
      'services[0].resources.targetGroups: need the one load balancer in front of them for their alarms: list it alone under loadBalancers, or add alarmSettings: { without: [no-healthy-target] }',
    ],
    [
      'resources: { instances: [i-1] }, alarmSettings: { cpu: 80 }',
      'services[0].alarmSettings: belongs to a service with alarms: add alarms: true, or remove it',
    ],
    [
      'alarms: true, resources: { instances: [i-1] }, alarmSettings: { cpu: 190 }',
      'services[0].alarmSettings.cpu: is more than 100 %: write percent',
    ],
    [
      'resources: { loadBalancers: [shop/4f1d2c3b5a697887] }',
      'services[0].resources.loadBalancers[0]: is no name of a load balancer: write its name, or for its alarms all of app/checkout/4f1d2c3b5a697887',
    ],
    [
      'resources: { loadBalancers: ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/4f1d2c3b5a697887"] }',
      'services[0].resources.loadBalancers[0]: is an ARN: write the name of a load balancer alone, or for its alarms what its ARN says after "loadbalancer/"',
    ],
  ])('%s', (fields, mistake) => {
    const found = mistakesIn(service(fields));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^\d+:\d+ /);
    expect(found[0]?.replace(/^\d+:\d+ /, '')).toBe(mistake);
  });

  test('a service whose name no alarm and no tag can carry', () => {
    const found = mistakesIn(
      'services:\n  - { name: "shop/web", match: [{ alarm: x }], alarms: true, resources: { instances: [i-1] } }\n',
    );
    expect(found).toEqual([
      '5:13 services[0].name: "shop/web" cannot name alarms: with alarms: true, use letters, digits, spaces and _ . = + - @',
    ]);
  });
});

test('triage looks up by its name what is listed in full', () => {
  const { configuration, alarms } = parsed(service(`alarms: true, resources: { ${full} }`));
  expect(configuration.services[0]?.resources).toMatchObject({
    loadBalancers: ['shop'],
    targetGroups: ['web'],
  });
  expect(alarms).toMatchObject([
    { service: 'shop', limits: defaultLimits, hasAgent: false, hasDashboard: true },
  ]);
});

test('nobody has alarms who does not ask for them', () => {
  expect(parsed(service(`resources: { ${full} }`)).alarms).toEqual([]);
  expect(parsed(service(`alarms: false, resources: { ${full} }`)).alarms).toEqual([]);
});

describe('a database whose totals nobody wrote', () => {
  const warned = (settings: string, databases = '') =>
    parsed(
      `${service(`alarms: true, alarmSettings: { ${settings} }, resources: { databases: [orders] }`)}${databases}`,
    ).warnings.flatMap(({ path, message }) => (path.startsWith('services') ? [message] : []));

  test('is told of, since nobody would hear of its storage', () => {
    expect(warned('')).toEqual([
      'gets no alarm of its storage and connections: write the total under databases, or leave it out by alarmSettings',
    ]);
  });

  test('is not, where they are written or not wanted', () => {
    expect(warned('', 'databases: { orders: { storage: 100GiB, connections: 400 } }\n')).toEqual([]);
    expect(warned('without: [database-storage, database-connections]')).toEqual([]);
  });
});
