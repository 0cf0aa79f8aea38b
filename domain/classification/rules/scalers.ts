import { failedShareIsCalculated } from './availability.ts';
import { cpuLevel, memoryLevel } from './resources.ts';
import type { BuiltInRule } from './rule.ts';
import { factText, isAlarm, measures, phraseIn, type View } from './view.ts';

/**
 * Names and descriptions that scalers give the alarms that they make for themselves:
 * Application Auto Scaling and EC2 Auto Scaling, "Target tracking scaling policies"; Elastic Beanstalk, "Auto Scaling
 * triggers"; CDK, `StepScalingPolicy`. Compared from the start, so that a name that only mentions one is none.
 */
const marks: readonly { readonly scaler: string; readonly is: (view: View) => boolean }[] = [
  {
    scaler: 'target tracking',
    is: ({ signal }) =>
      /^TargetTracking-.{1,230}-(?:Alarm|ProvisionedCapacity)(?:High|Low)-[\da-f]/s.test(signal.name) ||
      (signal.description ?? '').startsWith('DO NOT EDIT OR DELETE. For TargetTrackingScaling policy arn:'),
  },
  {
    scaler: 'target tracking',
    is: (view) => measures(view, 'scaler-input'),
  },
  {
    scaler: 'Elastic Beanstalk',
    is: ({ signal }) => /^awseb-[\w-]*AWSEBCloudwatchAlarm(?:High|Low)-/.test(signal.name),
  },
  {
    scaler: 'step scaling',
    is: ({ signal }) => /^(?:Lower|Upper) threshold scaling alarm$/.test(signal.description ?? ''),
  },
];

/**
 * An alarm that a scaler made to steer itself stands whenever it scales in or out, and whenever it is quiet: ignored,
 * on record. docs/requirements.md, What users' cases settled ("Scalers' own alarms").
 */
const scalerAlarm: BuiltInRule = {
  name: 'scaler-alarm',
  judge: (view) => {
    const mark = isAlarm(view) ? marks.find(({ is }) => is(view)) : undefined;
    return mark === undefined
      ? undefined
      : { ignore: true, reason: `${mark.scaler} made this alarm to steer itself` };
  },
};

/**
 * An alarm whose actions set off a scaling policy, and no topic, steers by it, unless it passes a documented limit: a team may
 * have added the policy to an alarm of its own. SNS messages list the actions, EventBridge events do not. The same place.
 */
const scalingAction: BuiltInRule = {
  name: 'scaling-action',
  judge: (view) => {
    if (!isAlarm(view) || factText(view, 'scalingPolicy') === '') return undefined;
    if (cpuLevel(view)?.passed || memoryLevel(view)?.passed) return undefined;
    if (
      measures(view, 'response-time', 'failed-requests', 'failed-share', 'healthy-count', 'unhealthy-count')
    )
      return undefined;
    return { ignore: true, reason: 'its action is a scaling policy: it steers scaling' };
  },
};

/** What a name says of scaling, where it reports no failure of it. */
const scalingWords = [
  'scale',
  'scaling',
  'autoscale',
  'autoscaling',
  'scale in',
  'scale out',
  'scalein',
  'scaleout',
  'scaledown',
  'scaleup',
  'upscale',
  'downscale',
];

/**
 * Only its name hints that an alarm steers scaling: the default severity, never an outage, whatever else the name
 * says ("scale app down"). The same place.
 */
const scalingHinted: BuiltInRule = {
  name: 'scaling-hinted',
  judge: (view) => {
    const phrase = phraseIn(view, scalingWords);
    // A composite alarm can set off no scaling policy, and a share of failed requests is evidence.
    const mayScale = view.signal.metrics.length > 0 && !failedShareIsCalculated(view);
    if (!isAlarm(view) || phrase === undefined || !mayScale) return undefined;
    return {
      severity: view.configuration.defaultSeverity,
      scenario: 'auto-scaling',
      reason: `its name says "${phrase}": it may steer scaling`,
    };
  },
};

export const scalerRules: readonly BuiltInRule[] = [scalerAlarm, scalingAction];

/** After the rule of scaling that fails, before those that read names of outages. */
export const scalingHintRules: readonly BuiltInRule[] = [scalingHinted];
