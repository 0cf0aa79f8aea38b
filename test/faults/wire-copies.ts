import type { Transition } from '../../domain/signal/signal.ts';
import { parseIntake } from '../../events/intake/parse-intake.ts';

/** Which way an alarm's change came in. */
export type Way = 'EventBridge' | 'SNS';

class NoTransitionError extends Error {
  override readonly name = 'NoTransitionError';
}

/** The transition as it comes in over EventBridge, or over an SNS topic that the alarm's actions name. */
export const copyOver = (way: Way, transition: Transition): Transition => {
  const body = way === 'SNS' ? snsBody(transition) : eventBody(transition);
  const parsed = parseIntake(body, {
    receivedAtMs: transition.atMs + 5_000,
    ownAlarmPrefix: 'tocsin-test-',
    accounts: [],
  });
  const [copy] = parsed.transitions;
  if (copy === undefined) throw new NoTransitionError(JSON.stringify(parsed));
  return copy;
};

const timeOf = ({ atMs }: Transition): string => new Date(atMs).toISOString().replace('Z', '+0000');

/** The message of an EventBridge rule. */
export const eventBody = (transition: Transition): string => {
  const { signal, state, suppressedBy, muted } = transition;
  return JSON.stringify({
    version: '0',
    id: '0b9c1e52-6a1f-4f0e-9d37-5a0000000001',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: signal.account,
    time: new Date(transition.atMs).toISOString(),
    region: signal.region,
    resources: [signal.id],
    detail: {
      alarmName: signal.name,
      configuration: { metrics: [] },
      state: {
        value: state,
        reason: 'as the test says',
        timestamp: timeOf(transition),
        ...(suppressedBy === undefined ? {} : { actionsSuppressedBy: suppressedBy }),
      },
      ...(muted === undefined
        ? {}
        : { muteDetail: { mutedByArn: muted.by, muteWindowEnd: new Date(muted.untilMs).toISOString() } }),
    },
  });
};

const snsBody = (transition: Transition): string => {
  const { signal, state } = transition;
  return JSON.stringify({
    Type: 'Notification',
    MessageId: '0b9c1e52-6a1f-4f0e-9d37-5a0000000002',
    TopicArn: `arn:aws:sns:${signal.region}:${signal.account}:alarms`,
    Timestamp: new Date(transition.atMs).toISOString(),
    Message: JSON.stringify({
      AlarmName: signal.name,
      AlarmArn: signal.id,
      AWSAccountId: signal.account,
      NewStateValue: state,
      NewStateReason: 'as the test says',
      StateChangeTime: timeOf(transition),
    }),
  });
};
