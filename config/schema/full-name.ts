/** What CloudWatch knows a load balancer as: the end of its ARN. */
const loadBalancer = /^(?:app|net|gwy)\/([^/]+)\/[\da-f]+$/;
const targetGroup = /^targetgroup\/([^/]+)\/[\da-f]+$/;

/** Resources that AWS's commands take by a name, and CloudWatch by name and id. */
export const fullNames = {
  loadBalancers: {
    pattern: loadBalancer,
    example: 'app/checkout/4f1d2c3b5a697887',
    inArn: 'what its ARN says after "loadbalancer/"',
  },
  targetGroups: {
    pattern: targetGroup,
    example: 'targetgroup/checkout-web/8c1f0e2d3b4a5968',
    inArn: 'what its ARN says from "targetgroup/" on',
  },
} as const;

export type FullyNamed = keyof typeof fullNames;

export const isFullName = (part: FullyNamed, text: string): boolean => fullNames[part].pattern.test(text);

/** The name alone, as AWS's commands take it: `app/checkout/4f1d2c3b5a697887` is called `checkout`. */
export const shortName = (part: FullyNamed, text: string): string =>
  fullNames[part].pattern.exec(text)?.[1] ?? text;
