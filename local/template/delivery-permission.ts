import { HostError } from '../kernel/host-error.ts';
import { isList, isObject, type Json, type JsonObject } from '../kernel/json.ts';
import { listOf, objectOf, type Resource } from './resource.ts';
import type { QueueSpec, RuleSpec, SubscriptionSpec } from './stack.ts';

const texts = (value: Json | undefined): readonly string[] =>
  (isList(value) ? value : [value ?? '']).filter((member): member is string => typeof member === 'string');

const allowsService = (statement: JsonObject, service: string): boolean => {
  const principal = statement['Principal'];
  const services = isObject(principal) ? texts(principal['Service']) : texts(principal);
  const actions = texts(statement['Action']).map((action) => action.toLowerCase());
  return (
    statement['Effect'] === 'Allow' &&
    (services.includes(service) || services.includes('*')) &&
    actions.some((action) => ['sqs:sendmessage', 'sqs:*', '*'].includes(action))
  );
};

/** Queue URLs that each service may send to. */
const allowedQueues = (policies: readonly Resource[], service: string): ReadonlySet<string> => {
  const allowing = policies.filter((policy) => {
    const statement = objectOf(policy, 'PolicyDocument')['Statement'] ?? [];
    const statements = isList(statement) ? statement : [statement];
    return statements.some((one) => isObject(one) && allowsService(one, service));
  });
  return new Set(allowing.flatMap((policy) => texts(listOf(policy, 'Queues'))));
};

/**
 * A queue takes messages from EventBridge and SNS only where a queue policy says so; without one AWS drops them in
 * silence. Looks at service and action of the statements; their conditions are not evaluated. The policy of a queue that
 * is not in the template, such as a contact's, is its owner's: nobody here knows it.
 * Throws HostError that names the rule or topic and the queue.
 */
export const checkDeliveryPermissions = (
  policies: readonly Resource[],
  queueUrlOf: (arn: string) => string,
  queues: readonly QueueSpec[],
  rules: readonly RuleSpec[],
  subscriptions: readonly SubscriptionSpec[],
): void => {
  const own = new Set(queues.map(({ arn }) => arn));
  const check = (service: string, sender: string, queueArn: string): void => {
    if (allowedQueues(policies, service).has(queueUrlOf(queueArn))) return;
    throw new HostError(
      `serverless.yml: ${sender} sends to ${queueArn}, but no AWS::SQS::QueuePolicy lets ${service} send there.`,
    );
  };
  for (const rule of rules) {
    for (const target of rule.targets) {
      if (target.arn.startsWith('arn:aws:sqs:'))
        check('events.amazonaws.com', `rule ${rule.name}`, target.arn);
    }
  }
  for (const subscription of subscriptions) {
    if (subscription.protocol === 'sqs' && own.has(subscription.endpoint))
      check('sns.amazonaws.com', `topic ${subscription.topicArn}`, subscription.endpoint);
  }
};
