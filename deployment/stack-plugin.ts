import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { SNSClientConfig } from '@aws-sdk/client-sns';
import type { AudienceContacts } from '../config/schema/contact.ts';
import type { ServiceAlarms } from '../config/schema/service-alarms.ts';
import { rulesFor } from '../events/intake/patterns.ts';
import { alarmsTopicPolicy } from './alarms-topic.ts';
import { audienceTopics, topicIdOf } from './audience-topics.ts';
import { compileConfiguration } from './compile-configuration.ts';
import { eventRules } from './event-rules.ts';
import { ownAlarms } from './own-alarms.ts';
import { type Statement, statementsOf } from './permissions.ts';
import { tooManyResources } from './resource-limit.ts';
import { serviceResources } from './service-alarms/service-resources.ts';
import { showContacts } from './show-contacts.ts';
import { sendSmsTransactional } from './sms-type.ts';
import { stageProblem } from './stage.ts';
import { globalIndexesOf, type TableResource } from './table-indexes.ts';
import { keepingOf, protectTable } from './table-keeping.ts';
import { type Resource, type Resources, ref, type Value } from './template.ts';

/** The part of the framework that the plugin touches. */
export interface Framework {
  readonly serviceDir: string;
  /** `commands`: what was typed, such as `['deploy']`. */
  readonly processedInput: {
    readonly commands: readonly string[];
    readonly options?: { readonly 'aws-profile'?: string };
  };
  readonly classes: { readonly Error: new (message: string) => Error };
  readonly service: {
    readonly provider: {
      readonly environment: Readonly<Record<string, Value>>;
      readonly compiledCloudFormationTemplate: { Resources: Readonly<Record<string, Resource>> };
    };
    readonly custom: {
      readonly name: string;
      readonly settings: {
        readonly smsMonthlyLimitUsd: number;
        readonly transactionalSmsByDefault: boolean;
        readonly diagnosticAlarms: boolean;
        readonly tracing: boolean;
        /** From `--param` it comes as text. */
        readonly keepTable: boolean | 'true' | 'false';
      };
      readonly esbuild: { outputWorkFolder?: string };
    };
    readonly functions: Readonly<Record<string, { readonly name: string; iamRoleStatements?: Statement[] }>>;
    readonly resources: { Resources: Record<string, TableResource> };
  };
  getProvider(name: 'aws'): {
    getStage(): string;
    getRegion(): string;
    /** Region and credentials of the deployment, in the shape of the SDK's clients. */
    getAwsSdkV3Config(): Promise<DynamoDBClientConfig & SNSClientConfig>;
  };
}

/**
 * Before anything is packaged: compiles tocsin.yml, then adds to the template what follows from it (topics and
 * subscriptions, alarms of services), the event rules and the stack's own alarms. A mistake in tocsin.yml stops it.
 */
export default class StackPlugin {
  readonly hooks: Readonly<Record<string, () => unknown>>;
  readonly #framework: Framework;
  #ofServices = 0;

  constructor(framework: Framework) {
    this.#framework = framework;
    this.hooks = {
      initialize: () => this.#workApart(),
      'before:package:initialize': () => this.#complete(),
      'before:aws:package:finalize:mergeCustomProviderResources': () => {
        this.#dropSharedRole();
        this.#refuseTooMany();
      },
      'before:deploy:deploy': () => this.#refuseCompressedTime(),
      'after:deploy:deploy': async () => {
        await this.#settle();
        await this.#showContacts();
      },
    };
  }

  /** A folder of its own for each packaging: two at once, in a test and beside it, would empty one another's. */
  #workApart(): void {
    this.#framework.service.custom.esbuild.outputWorkFolder = join('.esbuild', String(process.pid));
  }

  async #complete(): Promise<void> {
    const { serviceDir, processedInput } = this.#framework;
    const problem = stageProblem(this.#framework.getProvider('aws').getStage());
    if (problem !== undefined) throw this.#refusal(problem);
    const deploying = processedInput.commands[0] === 'deploy' && !emulated();
    try {
      await compileConfiguration(serviceDir, deploying);
      const { accounts } = await this.#compiled<{ accounts: readonly string[] }>('configuration.json');
      this.#add(
        await this.#audiences(),
        accounts,
        await this.#compiled<readonly ServiceAlarms[]>('alarms.json'),
      );
    } catch (error) {
      throw this.#refusal(error instanceof Error ? error.message : String(error));
    }
  }

  /** As config/compile.ts wrote it. */
  async #compiled<T>(file: string): Promise<T> {
    return JSON.parse(await readFile(join(this.#framework.serviceDir, '.build', file), 'utf8'));
  }

  #audiences(): Promise<AudienceContacts> {
    return this.#compiled('audiences.json');
  }

  #permit(audiences: AudienceContacts): void {
    const { service } = this.#framework;
    const topics = Object.keys(audiences).map((audience) => ref(topicIdOf(audience)));
    for (const [key, fn] of Object.entries(service.functions)) {
      if (fn.iamRoleStatements === undefined) {
        throw this.#refusal(
          `serverless.yml: ${key} lists nothing that it may call: give it iamRoleStatements`,
        );
      }
      fn.iamRoleStatements = statementsOf(fn.iamRoleStatements, topics, service.custom.settings.tracing);
    }
  }

  #add(audiences: AudienceContacts, accounts: readonly string[], services: readonly ServiceAlarms[]): void {
    this.#permit(audiences);
    const { custom, functions, resources } = this.#framework.service;
    const table = resources.Resources['Table'];
    if (table === undefined) throw new Error('serverless.yml: the resource "Table" is missing');
    const ofServices = serviceResources(custom.name, services);
    this.#ofServices = Object.keys(ofServices).length;
    const made: Resources = {
      ...ofServices,
      ...audienceTopics(custom.name, audiences),
      ...alarmsTopicPolicy(accounts),
      ...eventRules(custom.name, rulesFor(`${custom.name}-`)),
      ...ownAlarms({
        name: custom.name,
        functions: Object.values(functions).map(({ name }) => name.slice(custom.name.length + 1)),
        tableIndexes: globalIndexesOf(table),
        topics: [...Object.keys(audiences), 'watch'],
        sendsSms: sendsSms(audiences),
        smsMonthlyLimitUsd: custom.settings.smsMonthlyLimitUsd,
        diagnostic: custom.settings.diagnosticAlarms,
      }),
    };
    for (const [id, resource] of Object.entries(made)) {
      if (id in resources.Resources)
        throw new Error(`serverless.yml: the resource "${id}" is made by the plugin`);
      resources.Resources[id] = resource;
    }
    Object.assign(table, keepingOf(this.#keepsTable()));
  }

  /** What a template cannot say, once the stack stands. In an emulator there is nothing to protect, and nobody to reach. */
  async #settle(): Promise<void> {
    if (emulated()) return;
    const settings = await this.#framework.getProvider('aws').getAwsSdkV3Config();
    if (this.#keepsTable()) await protectTable(this.#framework.service.custom.name, settings);
    const { transactionalSmsByDefault } = this.#framework.service.custom.settings;
    if (transactionalSmsByDefault && sendsSms(await this.#audiences())) await sendSmsTransactional(settings);
  }

  /** The framework makes a role for functions that have none of their own: here all have one, nothing uses it. */
  #dropSharedRole(): void {
    const template = this.#framework.service.provider.compiledCloudFormationTemplate;
    const { IamRoleLambdaExecution: _shared, ...rest } = template.Resources;
    template.Resources = rest;
  }

  /** What the framework made of the functions is complete here, and what serverless.yml and the plugin add is known. */
  #refuseTooMany(): void {
    const { provider, resources } = this.#framework.service;
    const made = { ...provider.compiledCloudFormationTemplate.Resources, ...resources.Resources };
    const problem = tooManyResources(Object.keys(made).length, this.#ofServices);
    if (problem !== undefined) throw this.#refusal(problem);
  }

  /** Emulators leave nothing behind. On AWS only who says so loses a table: no name of a stage decides it. */
  #keepsTable(): boolean {
    const { keepTable } = this.#framework.service.custom.settings;
    const keep = String(keepTable);
    if (keep !== 'true' && keep !== 'false')
      throw this.#refusal(`serverless.yml: keepTable is "${keep}": write true or false`);
    return keep === 'true' && !emulated();
  }

  #refuseCompressedTime(): void {
    const scale = this.#framework.service.provider.environment['TOCSIN_TIME_SCALE'];
    if (String(scale) === '1' || emulated()) return;
    throw this.#refusal(
      `TOCSIN_TIME_SCALE is ${String(scale)}: on AWS time is not compressed. Unset it and deploy again.`,
    );
  }

  /** Mail contacts wait for their confirmation after a first deployment, so a report of trouble fails no deployment. */
  async #showContacts(): Promise<void> {
    const { serviceDir, processedInput } = this.#framework;
    const provider = this.#framework.getProvider('aws');
    const stack = { stage: provider.getStage(), region: provider.getRegion() };
    await showContacts(serviceDir, stack, processedInput.options?.['aws-profile']);
  }

  #refusal(message: string): Error {
    return new this.#framework.classes.Error(message);
  }
}

const sendsSms = (audiences: AudienceContacts): boolean =>
  Object.values(audiences).some((contacts) => contacts.some(({ protocol }) => protocol === 'sms'));

/** The SDKs' own setting: calls go to an emulator instead of AWS. */
const emulated = (): boolean => (process.env['AWS_ENDPOINT_URL'] ?? '') !== '';
