import { expect, test } from 'vitest';
import type { Configuration } from '../../../domain/kernel/configuration.ts';
import { type Estate, emptyEstate } from '../../../domain/kernel/estate.ts';
import type { Signal } from '../../../domain/signal/signal.ts';
import { estateOf, MOST_OF_A_KIND } from '../../../domain/triage/estate-of.ts';
import { raised } from '../classification/sample-signals.ts';

const signal = (changes: Partial<Signal>): Signal => raised(changes).signal;
const on = (dimensions: Readonly<Record<string, string>>): Signal =>
  signal({ metrics: [{ namespace: 'AWS/X', name: 'x', dimensions }] });

/** What is found beside the empty estate. */
const named = (...signals: readonly Signal[]): Partial<Estate> => {
  const estate = estateOf('checkout', signals, { services: [] });
  return Object.fromEntries(Object.entries(estate).filter(([, names]) => names.length > 0));
};

test.each<readonly [Readonly<Record<string, string>>, Partial<Estate>]>([
  [{ LoadBalancer: 'app/shop/50dc6c495c0c9188' }, { loadBalancers: ['shop'] }],
  [
    { TargetGroup: 'targetgroup/web/73e2d6bc24d8a067', LoadBalancer: 'net/shop/1' },
    { targetGroups: ['web'], loadBalancers: ['shop'] },
  ],
  [{ AutoScalingGroupName: 'web' }, { autoScalingGroups: ['web'] }],
  [{ DBInstanceIdentifier: 'orders' }, { databases: ['orders'] }],
  [{ DBClusterIdentifier: 'orders', Role: 'WRITER' }, { databaseClusters: ['orders'] }],
  [{ FunctionName: 'mailer' }, { functions: ['mailer'] }],
  [{ InstanceId: 'i-1' }, { instances: ['i-1'] }],
  [{ ClusterName: 'shop', ServiceName: 'web' }, { containerServices: ['shop/web'] }],
  [{ ClusterName: 'shop' }, {}],
  [{ LoadBalancer: 'no-slash' }, {}],
  [{ DBInstanceIdentifier: '' }, {}],
  [{ QueueName: 'orders' }, {}],
  [{}, {}],
])('the dimensions %j name what is looked at', (dimensions, wanted) => {
  expect(named(on(dimensions))).toEqual(wanted);
});

const arn = (rest: string): string => `arn:aws:${rest}`;

test.each([
  ['ecs:eu-west-1:1:service/shop/web', { containerServices: ['shop/web'] }],
  ['rds:eu-west-1:1:db:orders', { databases: ['orders'] }],
  ['rds:eu-west-1:1:cluster:orders', { databaseClusters: ['orders'] }],
  ['elasticloadbalancing:eu-west-1:1:loadbalancer/app/shop/50dc', { loadBalancers: ['shop'] }],
  ['elasticloadbalancing:eu-west-1:1:targetgroup/web/73e2', { targetGroups: ['web'] }],
  ['autoscaling:eu-west-1:1:autoScalingGroup:8d-4:autoScalingGroupName/web', { autoScalingGroups: ['web'] }],
  ['codepipeline:eu-west-1:1:ship', { pipelines: ['ship'] }],
  ['codedeploy:eu-west-1:1:deploymentgroup:shop/web', { deploymentGroups: ['shop/web'] }],
  ['logs:eu-west-1:1:log-group:/shop/web:*', { logGroups: ['/shop/web'] }],
  ['lambda:eu-west-1:1:function:mailer:live', { functions: ['mailer'] }],
  ['ec2:eu-west-1:1:instance/i-1', { instances: ['i-1'] }],
  ['cloudwatch:eu-west-1:1:alarm:rds:db', {}],
  ['sqs:eu-west-1:1:orders', {}],
])('the resource %s names what is looked at', (rest, wanted) => {
  expect(named(signal({ resources: [arn(rest)] }))).toEqual(wanted);
});

test('what is no ARN names nothing', () => {
  expect(named(signal({ resources: ['', 'i-1', 'constructor', 'arn:', ':'.repeat(5_000)] }))).toEqual({});
});

test('facts of events name groups, databases and pipelines', () => {
  expect(
    named(signal({ facts: { group: 'web', database: 'orders', pipeline: 'ship', percent: 3 } })),
  ).toEqual({
    autoScalingGroups: ['web'],
    databases: ['orders'],
    pipelines: ['ship'],
  });
  expect(named(signal({ facts: { group: '', database: 7, pipeline: true } }))).toEqual({});
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'a service named %s has no resources of its own',
  (name) => {
    expect(estateOf(name, [on({ [name]: name })], { services: [] })).toEqual(emptyEstate);
    expect(named(on({ FunctionName: name }))).toEqual({ functions: [name] });
  },
);

const listing = (resources: Partial<Estate>): Pick<Configuration, 'services'> => ({
  services: [{ name: 'checkout', resources } as Configuration['services'][number]],
});

test('what the team lists comes first, what signals name is added, each once', () => {
  const estate = estateOf(
    'checkout',
    [on({ FunctionName: 'mailer' }), on({ FunctionName: 'biller' })],
    listing({ functions: ['biller'] }),
  );
  expect(estate.functions).toEqual(['biller', 'mailer']);
  expect(estateOf('payments', [], listing({ functions: ['biller'] }))).toEqual(emptyEstate);
});

test('a thousand names are cut short', () => {
  const many = Array.from({ length: 1_000 }, (_, n) => on({ FunctionName: `f-${n}` }));
  const healthUrls = Array.from({ length: 100 }, (_, n) => ({ url: `https://shop.example/${n}` }));
  const estate = estateOf('checkout', many, listing({ healthUrls }));
  expect(estate.functions).toHaveLength(MOST_OF_A_KIND);
  expect(estate.healthUrls).toHaveLength(MOST_OF_A_KIND);
});
