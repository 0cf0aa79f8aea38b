import { HostError } from '../kernel/host-error.ts';
import { isObject } from '../kernel/json.ts';
import { nameInArn, type Place, queueUrl } from '../kernel/place.ts';
import { checkDeliveryPermissions } from './delivery-permission.ts';
import { isTrue, resolve } from './intrinsics.ts';
import { readEventSource, readFunction } from './read-function.ts';
import { readHttpApi } from './read-http-api.ts';
import { readQueue, readSubscription, readTopic } from './read-messaging.ts';
import { readRule } from './read-rule.ts';
import { readTable } from './read-table.ts';
import { type LocalReferences, makeReferences } from './references.ts';
import { expectProperties, type Resource } from './resource.ts';
import { inertTypes, liveTypes } from './resource-types.ts';
import type { Stack } from './stack.ts';
import type { TemplateDocument } from './template-document.ts';

/** Resources of live types, resolved; those whose condition does not hold are left out, unknown types refused. */
const resolveResources = (template: TemplateDocument, references: LocalReferences): readonly Resource[] => {
  const resources: Resource[] = [];
  for (const [id, { type, properties, condition }] of template.resources) {
    if (condition !== undefined && !isTrue(condition, references)) continue;
    if (type in inertTypes) continue;
    if (!(type in liveTypes)) {
      throw new HostError(
        `serverless.yml: resource ${id} is of type ${type}, which the laptop host does not understand.`,
      );
    }
    const resolved = resolve(properties, references);
    resources.push({ id, type, properties: isObject(resolved) ? resolved : {} });
  }
  return resources;
};

const inertResources = (template: TemplateDocument): Stack['inert'] =>
  [...template.resources].flatMap(([id, { type }]) => {
    const why = inertTypes[type];
    return why === undefined ? [] : [{ id, type, why }];
  });

/** Lambda refuses an event source whose queue hides messages for less time than the function may take. */
const checkEventSources = (stack: Stack): void => {
  for (const source of stack.eventSources) {
    const queue = stack.queues.find(({ arn }) => arn === source.queueArn);
    const target = stack.functions.find(({ name }) => name === source.functionName);
    if (queue === undefined || target === undefined) {
      throw new HostError(
        `serverless.yml: the event source of ${source.functionName} names ${source.queueArn}; one of them is missing.`,
      );
    }
    if (queue.visibilityTimeoutS * 1000 < target.timeoutMs) {
      throw new HostError(
        `serverless.yml: queue ${queue.name} has a VisibilityTimeout of ${queue.visibilityTimeoutS} s, less than the ` +
          `timeout of its function ${target.name} (${target.timeoutMs / 1000} s); Lambda refuses that.`,
      );
    }
  }
};

const checkTargets = (stack: Stack): void => {
  const known = new Set([...stack.queues, ...stack.functions].map(({ arn }) => arn));
  for (const rule of stack.rules) {
    if (!stack.buses.includes(rule.bus))
      throw new HostError(`serverless.yml: rule ${rule.name} is on bus ${rule.bus}, which does not exist.`);
    const missing = rule.targets.find(({ arn }) => !known.has(arn));
    if (missing !== undefined)
      throw new HostError(
        `serverless.yml: rule ${rule.name} has target ${missing.arn}, which is not in the template.`,
      );
  }
};

/**
 * Reads the packaged template into what the host makes work. Whatever it does not understand (a resource type, a
 * property, an intrinsic function, a pattern operator) stops the start with its name: HostError.
 */
export const readStack = (template: TemplateDocument, place: Place): Stack => {
  const references = makeReferences(template, place);
  const resources = resolveResources(template, references);
  const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::${type}`);
  const named = <T>(
    type: string,
    read: (resource: Resource, name: string, place: Place) => T,
  ): readonly T[] => ofType(type).map((resource) => read(resource, references.nameOf(resource.id), place));
  const topics = named('SNS::Topic', readTopic);
  for (const bus of ofType('Events::EventBus'))
    expectProperties(bus, ['Name'], ['Description', 'KmsKeyIdentifier', 'LogConfig', 'Tags']);
  const stack: Stack = {
    tables: ofType('DynamoDB::Table').map(readTable),
    queues: named('SQS::Queue', readQueue),
    topics: topics.map(({ topic }) => topic),
    subscriptions: [
      ...topics.flatMap(({ subscriptions }) => subscriptions),
      ...ofType('SNS::Subscription').map(readSubscription),
    ],
    buses: ['default', ...ofType('Events::EventBus').map((resource) => references.nameOf(resource.id))],
    rules: ofType('Events::Rule').map(readRule),
    functions: named('Lambda::Function', readFunction),
    eventSources: ofType('Lambda::EventSourceMapping').flatMap((resource) => readEventSource(resource) ?? []),
    routes: readHttpApi(resources),
    inert: inertResources(template),
  };
  checkEventSources(stack);
  checkTargets(stack);
  checkDeliveryPermissions(
    ofType('SQS::QueuePolicy'),
    (arn) => queueUrl(place, nameInArn(arn)),
    stack.queues,
    stack.rules,
    stack.subscriptions,
  );
  return stack;
};
