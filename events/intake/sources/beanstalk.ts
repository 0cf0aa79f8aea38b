import { type DetailParser, detailOf } from '../event-envelope.ts';
import { lateObject, text } from '../lenient-fields.ts';
import { ignored, missingField } from '../reading.ts';
import { reportReading } from './notification-signal.ts';

const environmentSchema = lateObject(() => ({
  EnvironmentName: text,
  ApplicationName: text,
  Message: text,
  Severity: text,
}));

/** "Environment health has transitioned from Ok to Severe." */
const healthChange = /\bhealth has transitioned from \w+ to (\w+)/iu;

/** Colours of enhanced health, Elastic Beanstalk Developer Guide, "Health colors and statuses". */
const ill = new Set(['warning', 'degraded', 'severe']);

const troubled = /\b(?:fail(?:ed|ure)?|unsuccessful|error|aborted)\b/iu;

interface Meaning {
  readonly topic: string;
  readonly state: 'ALARM' | 'OK';
  readonly health?: string;
}

const meaningOf = (message: string, severity: string | undefined): Meaning | undefined => {
  const health = healthChange.exec(message)?.[1]?.toLowerCase();
  if (health !== undefined) return { topic: 'health', state: ill.has(health) ? 'ALARM' : 'OK', health };
  const isTrouble = severity === 'ERROR' || severity === 'FATAL' || troubled.test(message);
  return isTrouble ? { topic: 'operation', state: 'ALARM' } : undefined;
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
  if (meaning === undefined) return [ignored('notification-of-success', `${name}: ${message}`)];
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
