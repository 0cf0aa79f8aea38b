import { matchesPattern } from '../../events/intake/match-pattern.ts';
import { isObject, type JsonObject } from '../kernel/json.ts';
import { nameInArn } from '../kernel/place.ts';
import { expectProperties, objectOf, objectsOf, optionalText, type Resource, refuse } from './resource.ts';
import type { RuleSpec, TargetSpec } from './stack.ts';

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Milliseconds between the runs of `rate(5 minutes)`. Amazon EventBridge User Guide, "Rate expressions": a whole
 * number, the singular for 1 only. Cron expressions are refused.
 */
const rateOf = (resource: Resource, expression: string): number => {
  const [, count, unit, plural] = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const ms = unit === undefined ? undefined : unitMs[unit];
  const number = Number(count);
  if (ms === undefined || number < 1 || (number === 1) !== (plural === '')) {
    return refuse(
      resource,
      'ScheduleExpression',
      `${expression} is not a rate the laptop host understands, such as rate(5 minutes)`,
    );
  }
  return number * ms;
};

const readTarget = (resource: Resource, target: JsonObject): TargetSpec => {
  const understood = ['Id', 'Arn', 'Input', 'DeadLetterConfig', 'RetryPolicy', 'RoleArn'];
  const unknown = Object.keys(target).find((key) => !understood.includes(key));
  if (unknown !== undefined) refuse(resource, `Targets.${unknown}`, 'the laptop host does not understand it');
  const { Id: id, Arn: arn, Input: input } = target;
  if (typeof id !== 'string' || typeof arn !== 'string')
    return refuse(resource, 'Targets', 'each needs an Id and an Arn');
  if (!/^arn:aws:(sqs|lambda):/.test(arn)) {
    return refuse(
      resource,
      'Targets.Arn',
      `${arn} is neither a queue nor a function, which are all the laptop host delivers to`,
    );
  }
  return { id, arn, ...(typeof input === 'string' ? { input } : {}) };
};

/** A pattern with an operator that the matcher does not know must not wait for the first event to be found out. */
const checkPattern = (resource: Resource, pattern: JsonObject): void => {
  try {
    matchesPattern(pattern, {});
  } catch (error) {
    refuse(resource, 'EventPattern', error instanceof Error ? error.message : String(error));
  }
};

/** `default`, a bus's name or its ARN, as its name. */
const busName = (value: string): string => nameInArn(value).replace(/^event-bus\//, '');

/** Reads an `AWS::Events::Rule`: a pattern, or a schedule. */
export const readRule = (resource: Resource): RuleSpec => {
  const understood = ['Name', 'EventBusName', 'EventPattern', 'ScheduleExpression', 'State', 'Targets'];
  expectProperties(resource, understood, ['Description', 'RoleArn', 'Tags']);
  const schedule = optionalText(resource, 'ScheduleExpression');
  const pattern =
    resource.properties['EventPattern'] === undefined ? undefined : objectOf(resource, 'EventPattern');
  if ((schedule === undefined) === (pattern === undefined)) {
    refuse(resource, 'EventPattern', 'give either an EventPattern or a ScheduleExpression');
  }
  if (isObject(pattern)) checkPattern(resource, pattern);
  return {
    name: optionalText(resource, 'Name') ?? resource.id,
    bus: busName(optionalText(resource, 'EventBusName') ?? 'default'),
    enabled: (optionalText(resource, 'State') ?? 'ENABLED') !== 'DISABLED',
    targets: objectsOf(resource, 'Targets').map((target) => readTarget(resource, target)),
    ...(pattern === undefined ? {} : { pattern }),
    ...(schedule === undefined ? {} : { everyMs: rateOf(resource, schedule) }),
  };
};
