import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';
import { vi } from 'vitest';
import configuration from '../../.build/configuration.json' with { type: 'json' };
import { startAccount } from '../../local/aws-account/start-account.ts';
import { createToken } from '../../tools/api-tokens.ts';
import { startDynamoDbHost } from '../contract/dynamodb-table.ts';
import { type Ask, eventOf, lambdaContext } from '../functions/serve-api/api-world.ts';
import { openRecordingFront, type SeenCall } from './recording-front.ts';

const queueNames = ['intake-dead', 'timers', 'undecided', 'undecided-dead', 'timers-dead', 'undelivered'].map(
  (name) => `stack-${name}`,
);
export const topicPrefix = 'stack-';

export type FunctionName =
  | 'ingest-alarm'
  | 'run-timer'
  | 'sweep-due'
  | 'serve-api'
  | 'triage-incident'
  | 'page-undecided';

const startServices = async (situation: string) => {
  const dynamodb = await startDynamoDbHost();
  const messaging = await startFauxqs({
    port: 0,
    host: '127.0.0.1',
    logger: false,
    defaultRegion: 'eu-west-1',
  });
  for (const name of queueNames) messaging.createQueue(name, { region: 'eu-west-1' });
  for (const audience of Object.keys(configuration.audiences))
    messaging.createTopic(`${topicPrefix}${audience}`, { region: 'eu-west-1' });
  const table = await dynamodb.newTable();
  const account = await startAccount({
    ...{ situation, region: 'eu-west-1', accountId: '111122223333', timeScale: 1 },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    print: () => {},
  });
  const front = await openRecordingFront({
    dynamodb: dynamodb.url,
    account: account.url,
    messaging: `http://127.0.0.1:${messaging.port}`,
  });
  const stop = async () => {
    await front.stop();
    await Promise.all([dynamodb.stop(), messaging.stop(), account.stop()]);
  };
  return { table, front, account, stop };
};

const setEnvironment = (url: string, tableName: string): void => {
  const queue = (name: string) => `${url}/000000000000/stack-${name}`;
  const variables = {
    ...{ AWS_ENDPOINT_URL: url, AWS_REGION: 'eu-west-1' },
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    ...{ TABLE_NAME: tableName, EVENT_BUS_NAME: 'stack', OWN_ALARM_PREFIX: topicPrefix },
    TOPIC_ARN_PREFIX: `arn:aws:sns:eu-west-1:000000000000:${topicPrefix}`,
    ...{ TIMER_QUEUE_URL: queue('timers'), UNDECIDED_QUEUE_URL: queue('undecided') },
    QUIET_QUEUE_URLS: ['undecided-dead', 'timers-dead', 'undelivered'].map(queue).join(','),
    ...{ DEAD_QUEUE_URL: queue('intake-dead'), POWERTOOLS_SERVICE_NAME: 'test', LOG_LEVEL: 'DEBUG' },
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
};

/** The configuration, with everything of the stand-in account's shop listed for a service of that name. */
const listing = (healthUrl: string) => ({
  ...configuration,
  services: [
    {
      name: 'checkout',
      match: [{ alarm: 'checkout-*' }],
      resources: {
        healthUrls: [{ url: `${healthUrl}/checkout`, isPrivate: true }],
        loadBalancers: ['checkout'],
        targetGroups: ['checkout-web'],
        autoScalingGroups: ['checkout-web'],
        databases: ['checkout-orders', 'checkout-orders-replica'],
        databaseClusters: ['checkout-analytics'],
        containerServices: ['shop/checkout'],
        pipelines: ['checkout-release'],
        deploymentGroups: ['checkout/checkout-web'],
        functions: ['checkout-mailer'],
        instances: ['i-0a1b2c3d4e5f60711'],
        logGroups: ['/shop/checkout'],
      },
    },
    {
      name: 'scaled',
      match: [{ alarm: 'scaled-*' }],
      resources: { autoScalingGroups: ['checkout-web'] },
    },
  ],
});

/** What the rule of the queue of triage matches: serverless.yml. */
const requestsIn = (body: string): readonly string[] => {
  const entries: readonly { readonly DetailType: string; readonly Detail: string }[] =
    JSON.parse(body).Entries;
  return entries
    .filter(({ DetailType }) => DetailType === 'incident.triage-requested')
    .map(({ Detail }) =>
      JSON.stringify({ 'detail-type': 'incident.triage-requested', detail: JSON.parse(Detail) }),
    );
};

/**
 * The deployed functions with the deployed adapters, on embedded services behind one front that notes every call, on a
 * clock that tests push. They read their environment when they are loaded: one world a test file.
 */
export const startDeployedFunctions = async (startMs: number, situation = 'healthy') => {
  vi.useFakeTimers({ toFake: ['Date'], now: startMs });
  const { table, front, account, stop } = await startServices(situation);
  setEnvironment(front.url, table.name);
  vi.doMock('../../.build/configuration.json', () => ({ default: listing(account.healthUrl) }));
  const logged: string[] = [];
  const writing = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      logged.push(String(chunk));
      return true;
    }),
  );
  const functions = {
    'ingest-alarm': (await import('../../functions/ingest-alarm.ts')).handler,
    'run-timer': (await import('../../functions/run-timer.ts')).handler,
    'sweep-due': (await import('../../functions/sweep-due.ts')).handler,
    'serve-api': (await import('../../functions/serve-api.ts')).handler,
    'triage-incident': (await import('../../functions/triage-incident.ts')).handler,
    'page-undecided': (await import('../../functions/page-undecided.ts')).handler,
  };
  const token = await createToken(table, { name: 'ana', scopes: ['read', 'respond'] }, startMs);
  const calls = new Map<FunctionName, SeenCall[]>();
  const timers: { readonly arrivesAtMs: number; readonly body: string }[] = [];
  const triageRequests: string[] = [];
  const run = async <T>(name: FunctionName, work: () => T | Promise<T>): Promise<T> => {
    front.take();
    const answer = await work();
    const seen = front.take();
    calls.set(name, [...(calls.get(name) ?? []), ...seen]);
    for (const { body, resource, action } of seen) {
      if (action === 'events:PutEvents') triageRequests.push(...requestsIn(body));
      if (action !== 'sqs:SendMessage' || resource !== 'stack-timers') continue;
      const { MessageBody, DelaySeconds } = JSON.parse(body);
      timers.push({ arrivesAtMs: Date.now() + DelaySeconds * 1000, body: MessageBody });
    }
    return answer;
  };
  type QueueFunction = 'ingest-alarm' | 'run-timer' | 'triage-incident' | 'page-undecided';
  return {
    table,
    token,
    timers,
    /** Bodies of the messages that the bus put into the queue of triage, and nobody took. */
    triageRequests,
    refuse: front.refuse,
    /** Log lines and metrics, as CloudWatch Logs would keep them. */
    logged,
    /** What each function was seen to call. */
    callsOf: (name: FunctionName): readonly SeenCall[] => calls.get(name) ?? [],
    handRecords: (name: QueueFunction, ...records: SQSRecord[]): Promise<SQSBatchResponse> =>
      run(name, () => functions[name]({ Records: records }, lambdaContext)),
    sweep: () => run('sweep-due', () => functions['sweep-due']({}, lambdaContext)),
    ask: (path: string, ask: Ask = {}) =>
      run('serve-api', () => functions['serve-api'](eventOf(path, { token, ...ask }), lambdaContext)),
    pass: (ms: number) => vi.setSystemTime(Date.now() + ms),
    stop: async () => {
      await stop();
      for (const stream of writing) stream.mockRestore();
      vi.useRealTimers();
      vi.doUnmock('../../.build/configuration.json');
      vi.unstubAllEnvs();
    },
  };
};

export type DeployedFunctions = Awaited<ReturnType<typeof startDeployedFunctions>>;
