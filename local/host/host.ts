import { join } from 'node:path';
import { accountVariables } from '../aws-account/account-variables.ts';
import { type ExaminedAccount, examineAws } from '../aws-account/examine-aws.ts';
import { startAccount } from '../aws-account/start-account.ts';
import { type FrontDoor, takePort } from '../http/front-door.ts';
import { makeHttpApi } from '../http/http-api.ts';
import { makeLocalRoutes } from '../http/local-routes.ts';
import { type AccessKey, makeAccessKey } from '../kernel/access-key.ts';
import { localAccountId, type Place } from '../kernel/place.ts';
import { noticeTopics } from '../phones/notice-collector.ts';
import { openNoticeStore } from '../phones/notice-store.ts';
import { keepBusEvents } from '../services/bus-events.ts';
import { type EmbeddedServices, startServices } from '../services/embedded-services.ts';
import { readStack } from '../template/read-stack.ts';
import type { Stack } from '../template/stack.ts';
import { loadTemplate, type TemplateDocument } from '../template/template-document.ts';
import { installToken, settleToken } from './api-token.ts';
import { createResources } from './create-resources.ts';
import { type Endpoints, removeEndpoints, writeEndpoints } from './endpoints.ts';
import type { HostOptions } from './host-options.ts';
import { type RunningStack, runStack } from './run-stack.ts';
import type { Settings } from './settings.ts';
import { closeStateFolder } from './state-folder.ts';
import { lockState } from './state-lock.ts';

export interface Host {
  readonly endpoints: Endpoints;
  readonly stack: Stack;
  /** The situation of the stand-in AWS account, as it was named. */
  situation(): string;
  stop(): Promise<void>;
}

/** Things to undo, last first; one that fails does not keep the others from being undone. */
class Undoing {
  readonly #steps: (() => Promise<void> | void)[] = [];
  add(step: () => Promise<void> | void): void {
    this.#steps.push(step);
  }
  async run(): Promise<void> {
    const problems: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        problems.push(error);
      }
    }
    if (problems.length > 0)
      throw new AggregateError(problems, `Stopping failed: ${problems.map(String).join('; ')}`);
  }
}

const stackNameIn = (template: TemplateDocument): string => {
  const tables = [...template.resources.values()].map(({ properties }) => properties['TableName']);
  return tables.find((name) => typeof name === 'string') ?? 'local';
};

const makePlace = (
  settings: Settings,
  template: TemplateDocument,
  services: EmbeddedServices,
  door: FrontDoor,
): Place => ({
  region: settings.region,
  accountId: localAccountId,
  stackName: stackNameIn(template),
  sqsUrl: services.urls.sqs,
  apiUrl: door.url,
});

const makeEndpoints = (
  options: HostOptions,
  running: RunningStack,
  stack: Stack,
  place: Place,
  token: string,
  credentials: AccessKey,
  account: ExaminedAccount,
): Endpoints => {
  const outward = new Set(noticeTopics(stack));
  return {
    api: place.apiUrl,
    token,
    /* A copy of the two: the SDK writes into an object that it signs with. */
    credentials: { accessKeyId: credentials.accessKeyId, secretAccessKey: credentials.secretAccessKey },
    ...running.urls,
    awsAccount: {
      url: account.url,
      ...(account.healthUrl === undefined ? {} : { healthUrl: account.healthUrl }),
      situationUrl: `${place.apiUrl}/local/situation`,
      environment: accountVariables(account.url),
    },
    notices: { kind: 'http', url: `${place.apiUrl}/local/notices` },
    table: stack.tables[0]?.name ?? '',
    bus: stack.buses.at(-1) ?? 'default',
    accountId: place.accountId,
    region: place.region,
    timeScale: options.settings.timeScale,
    alarmTopics: stack.topics.filter((topic) => !outward.has(topic)).map(({ arn }) => arn),
  };
};

/** What the functions need to look there. What is looked at is of whatever account the alarms are. */
const examinedWith = ({ url, healthUrl }: ExaminedAccount): Readonly<Record<string, string>> => ({
  ...accountVariables(url),
  ...(healthUrl === undefined ? {} : { HTTP_PROXY: healthUrl }),
  EXAMINED_ACCOUNT: '',
});

const startExamined = (
  { settings: { triage, region, situation, timeScale }, print }: HostOptions,
  credentials: AccessKey,
): Promise<ExaminedAccount> =>
  triage === 'aws'
    ? examineAws({ credentials, print })
    : startAccount({ situation, region, accountId: localAccountId, credentials, timeScale, print });

const startWith = async (options: HostOptions, undoing: Undoing): Promise<Host> => {
  const { settings, packageDir, print } = options;
  const template = loadTemplate(packageDir);
  closeStateFolder(settings.stateDir);
  const lock = lockState(settings.stateDir);
  undoing.add(lock.release);
  /* A killed host left its own behind. */
  removeEndpoints(settings.stateDir);
  const door = await takePort(settings.port, print);
  undoing.add(door.close);
  const credentials = makeAccessKey();
  const { region } = settings;
  const account = await startExamined(options, credentials);
  undoing.add(account.stop);
  const services = await startServices(settings.stateDir, region, credentials);
  undoing.add(services.stop);
  const place = makePlace(settings, template, services, door);
  const stack = readStack(template, place);
  for (const { id, type, why } of stack.inert) print(`DEBUG ${id} (${type}) does nothing locally: ${why}`);
  await createResources(services, stack, place, settings.stateDir);
  const token = settleToken(settings.token, settings.stateDir);
  const [table] = stack.tables;
  if (table !== undefined)
    await installToken(services.clients.dynamodb, table.name, token, settings.stateDir);
  const notices = openNoticeStore(join(settings.stateDir, 'notices.jsonl'));
  const busEvents = keepBusEvents();
  const awsAccount = examinedWith(account);
  const running = await runStack({ ...options, stack, place, services, notices, busEvents, awsAccount });
  undoing.add(running.stop);
  door.open(
    makeHttpApi({ routes: stack.routes, pools: running.pools, place }),
    makeLocalRoutes(token, { notices: notices.list, events: busEvents.list }, account),
  );
  const endpoints = makeEndpoints(options, running, stack, place, token, credentials, account);
  writeEndpoints(settings.stateDir, endpoints);
  undoing.add(() => removeEndpoints(settings.stateDir));
  return { endpoints, stack, situation: account.situation, stop: () => undoing.run() };
};

/**
 * Runs the packaged stack on this machine. Resolves once it is ready and `endpoints.json` is written; throws
 * HostError for what the person who starts it can put right, with everything begun so far undone.
 */
export const startHost = async (options: HostOptions): Promise<Host> => {
  const undoing = new Undoing();
  try {
    return await startWith(options, undoing);
  } catch (error) {
    await undoing.run();
    throw error;
  }
};
