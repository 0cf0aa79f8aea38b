import { type DetailParser, detailOf } from '../event-envelope.ts';
import { lateObject, text } from '../lenient-fields.ts';
import { type IgnoredReason, ignored, missingField } from '../reading.ts';
import { reportReading } from './notification-signal.ts';

const environmentSchema = lateObject(() => ({
  EnvironmentName: text,
  ApplicationName: text,
  Message: text,
  Severity: text,
}));

/**
 * "Environment health has transitioned from Ok to Severe.", and of basic health "Environment health has been set to RED".
 */
const healthIn = (message: string): string | undefined => {
  const [, change = ''] = message.split(/ health has (?:been set|transitioned|changed) /u, 2);
  return /^(?:from [A-Za-z]{1,30}(?: [A-Za-z]{1,30})? )?to ([A-Za-z]{1,30})/.exec(change)?.[1]?.toLowerCase();
};

/**
 * Statuses of enhanced health and colours of basic health, Elastic Beanstalk Developer Guide, "Health colors and statuses".
 * The others (Pending, Unknown, No Data, Suspended, Grey) do not say how the environment is: they neither begin nor end
 * anything.
 */
const ill = new Set(['warning', 'degraded', 'severe', 'yellow', 'red']);
const well = new Set(['ok', 'info', 'green']);

const troubled =
  /\b(?:fail(?:ed|ing|ures?)?|unsuccessful|errors?|aborted|unhealthy|lost contact|timed out|not responded)\b/iu;

interface Meaning {
  readonly topic: string;
  readonly state: 'ALARM' | 'OK';
  readonly health?: string;
}

const meaningOf = (message: string, severity: string | undefined): Meaning | IgnoredReason => {
  const health = healthIn(message);
  // AWS's guide calls basic health Red and enhanced health Severe alike: "very high number of failures".
  if (health !== undefined && ill.has(health))
    return { topic: 'health', state: 'ALARM', health: health === 'red' ? 'severe' : health };
  if (health !== undefined && well.has(health)) return { topic: 'health', state: 'OK', health };
  const isTrouble = severity === 'ERROR' || severity === 'FATAL' || troubled.test(message);
  if (isTrouble) return { topic: 'operation', state: 'ALARM' };
  return health === undefined ? 'notification-of-success' : 'event-not-watched';
};

/**
 * The events of an Elastic Beanstalk environment. Its health stands while it is Warning, Degraded or Severe; another
 * failure stands until it expires. Everything else is a step that went well. Source: Elastic Beanstalk Developer Guide,
 * "Using Elastic Beanstalk with Amazon EventBridge".
 */
export const parseBeanstalkEvent: DetailParser = (event, context) => {
  const detail = detailOf(environmentSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const { EnvironmentName: environment, ApplicationName: application, Message: message } = detail;
  const name = environment ?? application;
  if (name === undefined) return [missingField('detail.EnvironmentName', "the environment's name")];
  if (message === undefined) return [missingField('detail.Message', 'what happened')];
  const meaning = meaningOf(message.slice(0, 1000), detail.Severity?.toUpperCase());
  if (typeof meaning === 'string') return [ignored(meaning, `${name}: ${message}`)];
  return [
    reportReading(
      {
        service: 'Elastic Beanstalk',
        type: 'environment',
        resource: name,
        topic: meaning.topic,
        state: meaning.state,
        said: message,
        description: message,
        facts: { application, health: meaning.health },
      },
      event,
      context,
    ),
  ];
};
