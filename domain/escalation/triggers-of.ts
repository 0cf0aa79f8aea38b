import { blockedByLimit, isLaunch, nothingServes } from '../classification/rules/auto-scaling.ts';
import { dataLossNamed } from '../classification/rules/data-loss.ts';
import { replicationEvent } from '../classification/rules/other-sources.ts';
import { replicationFails } from '../classification/rules/replication.ts';
import { factText, isAlarm, type Seen, seen } from '../classification/rules/view.ts';
import type { Trigger } from '../kernel/trigger.ts';
import type { Classification } from '../signal/classification.ts';
import type { Transition } from '../signal/signal.ts';

/**
 * GuardDuty finding types that describe what has happened, not what was tried. GuardDuty User Guide, "Finding types":
 * attack sequences, malware that ran, command and control, mining, credentials of an instance used elsewhere.
 */
const compromiseTypes: readonly RegExp[] = [
  /^AttackSequence:/,
  /^Execution:[^/]+\/MaliciousFile/,
  /^(?:Backdoor|CryptoCurrency|Trojan):/,
  /^UnauthorizedAccess:IAMUser\/InstanceCredentialExfiltration/,
];

const breachTypes: readonly RegExp[] = [/^AttackSequence:S3\/CompromisedData/];

const findingTypeIs = (view: Seen, types: readonly RegExp[]): boolean =>
  view.signal.kind === 'finding' && types.some((type) => type.test(factText(view, 'findingType')));

const conditions: readonly { readonly trigger: Trigger; readonly holds: (view: Seen) => boolean }[] = [
  { trigger: 'data-loss', holds: (view) => dataLossNamed(view) !== undefined },
  {
    trigger: 'replication-failure',
    holds: (view) => (isAlarm(view) && replicationFails(view) !== undefined) || replicationEvent(view),
  },
  { trigger: 'limits-block-scaling', holds: (view) => isLaunch(view) && blockedByLimit(view) !== undefined },
  { trigger: 'scaling-down', holds: (view) => nothingServes(view) !== undefined },
  { trigger: 'breach-confirmed', holds: (view) => findingTypeIs(view, breachTypes) },
  { trigger: 'compromise-confirmed', holds: (view) => findingTypeIs(view, compromiseTypes) },
];

/** A team that rates a signal low says that its name must not be taken literally. */
const ratedLow = ({ rule, severity }: Classification): boolean =>
  severity === 'SEV4' && (rule === 'alarm-tags' || rule.startsWith('team:'));

/** The triggers that a signal or the title of a declaration fires. Clocks and people fire the others. */
export const triggersOf = (transition: Transition, classification: Classification): readonly Trigger[] => {
  if (transition.state === 'OK' || ratedLow(classification)) return [];
  const view = seen(transition);
  return conditions.filter(({ holds }) => holds(view)).map(({ trigger }) => trigger);
};
