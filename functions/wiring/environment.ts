/** What a function reads from its environment. `serverless.yml` gives every function all of it. */
export interface Environment {
  readonly tableName: string;
  /** ARN of an audience's topic without the audience's name. */
  readonly topicArnPrefix: string;
  readonly timerQueueUrl: string;
  readonly undecidedQueueUrl: string;
  readonly deadQueueUrl: string;
  /** Queues that no function reads. */
  readonly quietQueueUrls: readonly string[];
  readonly eventBusName: string;
  readonly ownAlarmPrefix: string;
  /** 60: five minutes pass in five seconds. Trials only. */
  readonly timeScale: number;
}

/** A variable of the environment is missing or wrong: names it, its value and the remedy. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment once, at the start: a wrong deployment fails there, not at 3 a.m. */
export const readEnvironment = (variables: Variables): Environment => ({
  tableName: textOf(variables, 'TABLE_NAME'),
  topicArnPrefix: textOf(variables, 'TOPIC_ARN_PREFIX'),
  timerQueueUrl: textOf(variables, 'TIMER_QUEUE_URL'),
  undecidedQueueUrl: textOf(variables, 'UNDECIDED_QUEUE_URL'),
  deadQueueUrl: textOf(variables, 'DEAD_QUEUE_URL'),
  quietQueueUrls: textOf(variables, 'QUIET_QUEUE_URLS').split(','),
  eventBusName: textOf(variables, 'EVENT_BUS_NAME'),
  ownAlarmPrefix: textOf(variables, 'OWN_ALARM_PREFIX'),
  timeScale: timeScaleOf(variables),
});

const textOf = (variables: Variables, name: string): string => {
  const value = variables[name];
  if (value === undefined || value === '')
    throw new EnvironmentError(`${name} is not set: serverless.yml sets it for every function`);
  return value;
};

const timeScaleOf = (variables: Variables): number => {
  const text = variables['TOCSIN_TIME_SCALE'] ?? '1';
  const scale = Number(text);
  if (!(scale > 0 && Number.isFinite(scale)))
    throw new EnvironmentError(`TOCSIN_TIME_SCALE is "${text}": give a number above 0`);
  if (scale !== 1 && isAws(variables)) {
    throw new EnvironmentError(
      `TOCSIN_TIME_SCALE is ${text}, and this runs on AWS: compressed time is for trials, deploy without it`,
    );
  }
  return scale;
};

/** Whether this is Lambda itself, not an emulator that the SDK's own variables point to. */
const isAws = (variables: Variables): boolean =>
  variables['AWS_LAMBDA_FUNCTION_NAME'] !== undefined &&
  variables['AWS_ENDPOINT_URL'] === undefined &&
  variables['AWS_ENDPOINT_URL_DYNAMODB'] === undefined;
