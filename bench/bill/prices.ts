/**
 * AWS list prices in US East (N. Virginia), in USD, looked up on 2026-11-22. `source` is the page that was read: mostly a
 * third party's summary of AWS's own price page of 2025 or 2026, which decides. Free tiers are those that do not end.
 */
export interface Price {
  readonly what: string;
  /** For one of `what`. */
  readonly usd: number;
  /** So many a month are free. */
  readonly freeAMonth: number;
  readonly source: string;
}

const million = 1_000_000;

export const prices = {
  writeUnit: {
    what: 'DynamoDB write request unit, on demand',
    usd: 0.625 / million,
    freeAMonth: 0,
    source: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing',
  },
  readUnit: {
    what: 'DynamoDB read request unit, on demand',
    usd: 0.125 / million,
    freeAMonth: 0,
    source: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing',
  },
  invocation: {
    what: 'Lambda request',
    usd: 0.2 / million,
    freeAMonth: million,
    source: 'https://cloudchipr.com/blog/aws-lambda-pricing',
  },
  gbSecond: {
    what: 'Lambda GB-second, arm64',
    usd: 0.000_013_333_4,
    freeAMonth: 400_000,
    source: 'https://cloudchipr.com/blog/aws-lambda-pricing',
  },
  queueRequest: {
    what: 'SQS request, standard queue',
    usd: 0.4 / million,
    freeAMonth: million,
    source: 'https://cloudburn.io/blog/amazon-sqs-pricing',
  },
  publish: {
    what: 'SNS publish',
    usd: 0.5 / million,
    freeAMonth: million,
    source: 'https://www.factualminds.com/blog/amazon-sns-pricing-publishes-fanout-protocols/',
  },
  mail: {
    what: 'SNS mail delivered',
    usd: 2 / 100_000,
    freeAMonth: 1_000,
    source: 'https://www.factualminds.com/blog/amazon-sns-pricing-publishes-fanout-protocols/',
  },
  busEvent: {
    what: 'EventBridge event on a custom bus',
    usd: 1 / million,
    freeAMonth: 0,
    source: 'https://awsnegotiations.com/eventbridge-cost-analysis.html',
  },
  apiCall: {
    what: 'HTTP API request',
    usd: 1 / million,
    freeAMonth: 0,
    source: 'https://amnic.com/blogs/aws-api-gateway-pricing',
  },
  logGb: {
    what: 'CloudWatch Logs, GB taken in',
    usd: 0.5,
    freeAMonth: 5,
    source: 'https://cloudburn.io/blog/amazon-cloudwatch-pricing',
  },
  alarm: {
    what: 'CloudWatch alarm, a month',
    usd: 0.1,
    freeAMonth: 10,
    source: 'https://cloudburn.io/blog/amazon-cloudwatch-pricing',
  },
  metric: {
    what: 'CloudWatch custom metric, a month',
    usd: 0.3,
    freeAMonth: 10,
    source: 'https://cloudburn.io/blog/amazon-cloudwatch-pricing',
  },
} as const satisfies Readonly<Record<string, Price>>;

export type Priced = keyof typeof prices;

/** How much of each is used. */
export type Usage = Readonly<Partial<Record<Priced, number>>>;

const names = Object.keys(prices).filter((name): name is Priced => name in prices);

/** What a usage costs by item, the dearest first; within the free tiers of one account and month where asked. */
export const costOf = (usage: Usage, withFreeTier: boolean): readonly (readonly [Priced, number])[] =>
  names
    .map((name): readonly [Priced, number] => {
      const used = usage[name] ?? 0;
      const paid = withFreeTier ? Math.max(0, used - prices[name].freeAMonth) : used;
      return [name, paid * prices[name].usd];
    })
    .sort(([, a], [, b]) => b - a);

export const totalOf = (usage: Usage, withFreeTier: boolean): number =>
  costOf(usage, withFreeTier).reduce((all, [, usd]) => all + usd, 0);

export const addUsage = (a: Usage, b: Usage): Usage =>
  Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));

export const timesUsage = (usage: Usage, factor: number): Usage =>
  Object.fromEntries(names.map((name) => [name, (usage[name] ?? 0) * factor]));
