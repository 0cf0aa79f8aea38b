import { readPattern } from '../../events/intake/match-pattern.ts';
import { type JsonObject, parseJson } from '../kernel/json.ts';
import { nameInArn, type Place, queueUrl } from '../kernel/place.ts';
import type { AskQueues } from '../kernel/queues.ts';
import type { RuleSpec, TargetSpec } from '../template/stack.ts';
import type { FunctionPool } from './function-pool.ts';
import { makeQueueSender } from './queue-sender.ts';

export interface RouterOptions {
  readonly rules: readonly RuleSpec[];
  readonly pools: ReadonlyMap<string, FunctionPool>;
  readonly queues: AskQueues;
  readonly place: Place;
}

/** Hands events to the targets of the rules that match. */
export interface EventRouter {
  /** Delivers one event of a bus; resolves once each target queue has it. Returns the names of the rules that matched. */
  route(bus: string, event: JsonObject): Promise<readonly string[]>;
  /** Delivers to a rule's targets without looking at its pattern: a schedule. */
  deliver(rule: RuleSpec, event: JsonObject): Promise<void>;
}

export const makeEventRouter = ({ rules, pools, queues, place }: RouterOptions): EventRouter => {
  const sender = makeQueueSender(queues);
  const deliverTo = async (target: TargetSpec, event: JsonObject): Promise<void> => {
    const name = nameInArn(target.arn);
    const pool = pools.get(name);
    if (target.arn.startsWith('arn:aws:lambda:') && pool !== undefined) {
      await pool.invoke(target.input === undefined ? event : parseJson(target.input));
      return;
    }
    const body = target.input ?? JSON.stringify(event);
    await sender.send(queueUrl(place, name), body);
  };
  const deliver = async (rule: RuleSpec, event: JsonObject): Promise<void> => {
    await Promise.all(rule.targets.map((target) => deliverTo(target, event)));
  };
  const listening = rules.flatMap((rule) =>
    rule.enabled && rule.pattern !== undefined ? [{ rule, matches: readPattern(rule.pattern) }] : [],
  );
  const route = async (bus: string, event: JsonObject): Promise<readonly string[]> => {
    const matching = listening.filter(({ rule, matches }) => rule.bus === bus && matches(event));
    await Promise.all(matching.map(({ rule }) => deliver(rule, event)));
    return matching.map(({ rule }) => rule.name);
  };
  return { route, deliver };
};
