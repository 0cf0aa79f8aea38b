import { basename } from 'node:path';
import { isObject } from '../kernel/json.ts';
import { arnOf, nameInArn, type Place } from '../kernel/place.ts';
import {
  expectProperties,
  listOf,
  objectOf,
  optionalFlag,
  optionalInteger,
  optionalText,
  type Resource,
  refuse,
  textOf,
} from './resource.ts';
import type { EventSourceSpec, FunctionSpec } from './stack.ts';

const understood = [
  'Code',
  'Handler',
  'Runtime',
  'FunctionName',
  'MemorySize',
  'Timeout',
  'Environment',
  'ReservedConcurrentExecutions',
  'RecursiveLoop',
];
const inert = [
  'Architectures',
  'DeadLetterConfig',
  'Description',
  'EphemeralStorage',
  'KmsKeyArn',
  'LoggingConfig',
  'Role',
  'Tags',
  'TracingConfig',
];

const environmentOf = (resource: Resource): Readonly<Record<string, string>> => {
  if (resource.properties['Environment'] === undefined) return {};
  const variables = objectOf(resource, 'Environment')['Variables'] ?? {};
  if (!isObject(variables)) return refuse(resource, 'Environment', 'expected a map of Variables');
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
};

/** PutFunctionRecursionConfig: `Allow` or `Terminate`, which is the default. */
const loopOf = (resource: Resource): string => {
  const loop = optionalText(resource, 'RecursiveLoop') ?? 'Terminate';
  return ['Allow', 'Terminate'].includes(loop)
    ? loop
    : refuse(resource, 'RecursiveLoop', `${loop} is neither Allow nor Terminate`);
};

/** Reads an `AWS::Lambda::Function`. Defaults: AWS Lambda Developer Guide, "Quotas" and CreateFunction. */
export const readFunction = (resource: Resource, name: string, place: Place): FunctionSpec => {
  expectProperties(resource, understood, inert);
  const runtime = textOf(resource, 'Runtime');
  const major = process.versions.node.split('.')[0];
  if (runtime !== `nodejs${major}.x`)
    refuse(resource, 'Runtime', `${runtime} is not what this host runs on (Node.js ${major})`);
  const key = objectOf(resource, 'Code')['S3Key'];
  if (typeof key !== 'string') return refuse(resource, 'Code', 'expected the S3Key of a packaged zip');
  const reserved = optionalInteger(resource, 'ReservedConcurrentExecutions');
  return {
    name,
    arn: arnOf(place, 'lambda', `function:${name}`),
    handler: textOf(resource, 'Handler'),
    zip: basename(key),
    environment: environmentOf(resource),
    timeoutMs: (optionalInteger(resource, 'Timeout') ?? 3) * 1000,
    memoryMb: optionalInteger(resource, 'MemorySize') ?? 128,
    ...(reserved === undefined ? {} : { reservedConcurrency: reserved }),
    mayLoop: loopOf(resource) === 'Allow',
  };
};

const sourceProperties = [
  'EventSourceArn',
  'FunctionName',
  'BatchSize',
  'Enabled',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'ScalingConfig',
];

/** As Lambda takes them: 2 to 1,000; without one it starts with five batches at once. */
const concurrencyOf = (resource: Resource): number => {
  if (resource.properties['ScalingConfig'] === undefined) return 5;
  const maximum = Number(objectOf(resource, 'ScalingConfig')['MaximumConcurrency']);
  if (Number.isInteger(maximum) && maximum >= 2 && maximum <= 1000) return maximum;
  return refuse(resource, 'ScalingConfig', 'MaximumConcurrency is a whole number from 2 to 1000');
};

/** Reads an `AWS::Lambda::EventSourceMapping` of a queue; undefined where it is switched off. */
export const readEventSource = (resource: Resource): EventSourceSpec | undefined => {
  expectProperties(resource, sourceProperties, ['Tags']);
  const queueArn = textOf(resource, 'EventSourceArn');
  if (!queueArn.startsWith('arn:aws:sqs:')) refuse(resource, 'EventSourceArn', `${queueArn} is no queue`);
  const batchSize = optionalInteger(resource, 'BatchSize') ?? 10;
  const windowS = optionalInteger(resource, 'MaximumBatchingWindowInSeconds') ?? 0;
  if (batchSize > 10 && windowS < 1) {
    refuse(resource, 'BatchSize', 'above 10 it needs a MaximumBatchingWindowInSeconds of at least 1');
  }
  const types = listOf(resource, 'FunctionResponseTypes');
  if (types.some((type) => type !== 'ReportBatchItemFailures'))
    refuse(resource, 'FunctionResponseTypes', 'ReportBatchItemFailures only');
  if (optionalFlag(resource, 'Enabled') === false) return undefined;
  return {
    queueArn,
    functionName: nameInArn(textOf(resource, 'FunctionName')),
    batchSize,
    windowS,
    partialFailures: types.length > 0,
    maximumConcurrency: concurrencyOf(resource),
  };
};
