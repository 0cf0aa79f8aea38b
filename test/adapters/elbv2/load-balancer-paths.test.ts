import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createLoadBalancerPaths } from '../../../adapters/elbv2/load-balancer-paths.ts';

const client = new ElasticLoadBalancingV2Client({ region: 'eu-west-1' });
const elb = mockClient(client);
beforeEach(() => elb.reset());

const find = (...names: readonly string[]) =>
  createLoadBalancerPaths(client)(names, new AbortController().signal);

const arn = (tail: string): string =>
  `arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/${tail}`;

test('application load balancers are found on every page, and others are not', async () => {
  elb.on(DescribeLoadBalancersCommand).resolves({
    LoadBalancers: [{ LoadBalancerArn: arn('app/orders/1a') }, { LoadBalancerArn: arn('net/search/2b') }, {}],
    NextMarker: 'next',
  });
  elb.on(DescribeLoadBalancersCommand, { Marker: 'next' }).resolves({
    LoadBalancers: [{ LoadBalancerArn: arn('app/payments/3c') }, { LoadBalancerArn: arn('app/other/4d') }],
  });
  expect(await find('orders', 'payments', 'search', 'gone')).toEqual(
    new Map([
      ['orders', 'app/orders/1a'],
      ['payments', 'app/payments/3c'],
    ]),
  );
});

test('nobody is asked for no names', async () => {
  expect(await find()).toEqual(new Map());
  expect(elb.calls()).toHaveLength(0);
});
