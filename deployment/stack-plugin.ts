import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AudienceContacts } from '../config/schema/contact.ts';
import { rules } from '../events/intake/patterns.ts';
import { audienceTopics, topicIdOf } from './audience-topics.ts';
import { compileConfiguration } from './compile-configuration.ts';
import { eventRules } from './event-rules.ts';
import { ownAlarms } from './own-alarms.ts';
import { showContacts } from './show-contacts.ts';
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
        readonly diagnosticAlarms: boolean;
        readonly tracing: boolean;
      };
      readonly esbuild: { outputWorkFolder?: string };
    };
    readonly functions: Readonly<Record<string, { readonly name: string; iamRoleStatements?: Statement[] }>>;
    readonly resources: { Resources: Record<string, TableResource> };
  };
  getProvider(name: 'aws'): { getStage(): string; getRegion(): string };
}

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly Value[];
}

interface TableResource {
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  readonly Properties: { readonly [key: string]: Value };
}

/**
 * Before anything is packaged: compiles tocsin.yml, then adds to the template what follows from it (topics and
 * subscriptions), the event rules and the stack's own alarms. A mistake in tocsin.yml stops the packaging.
 */
export default class StackPlugin {
  readonly hooks: Readonly<Record<string, () => unknown>>;
  readonly #framework: Framework;

  constructor(framework: Framework) {
    this.#framework = framework;
    this.hooks = {
      initialize: () => this.#workApart(),
      'before:package:initialize': () => this.#complete(),
      'before:aws:package:finalize:mergeCustomProviderResources': () => this.#dropSharedRole(),
      'before:deploy:deploy': () => this.#refuseCompressedTime(),
      'after:deploy:deploy': () => this.#showContacts(),
    };
  }

  /** A folder of its own for each packaging: two at once, in a test and beside it, would empty one another's. */
  #workApart(): void {
    this.#framework.service.custom.esbuild.outputWorkFolder = join('.esbuild', String(process.pid));
  }

  async #complete(): Promise<void> {
    const { serviceDir, processedInput } = this.#framework;
    const deploying = processedInput.commands[0] === 'deploy' && !emulated();
    try {
      await compileConfiguration(serviceDir, deploying);
      const audiences = await readFile(join(serviceDir, '.build', 'audiences.json'), 'utf8');
      this.#add(JSON.parse(audiences));
    } catch (error) {
      throw this.#refusal(error instanceof Error ? error.message : String(error));
    }
  }

  #permit(audiences: AudienceContacts): void {
    const { service } = this.#framework;
    const topics = Object.keys(audiences).map((audience) => ref(topicIdOf(audience)));
    const { tracing } = service.custom.settings;
    for (const [key, fn] of Object.entries(service.functions)) {
      if (fn.iamRoleStatements === undefined) {
        throw this.#refusal(
          `serverless.yml: ${key} lists nothing that it may call: give it iamRoleStatements`,
        );
      }
      const may = fn.iamRoleStatements.map((statement) => withTopics(statement, topics));
      fn.iamRoleStatements = tracing ? [...may, sendTraces] : may;
    }
  }

  #add(audiences: AudienceContacts): void {
    this.#permit(audiences);
    const { custom, functions, resources } = this.#framework.service;
    const table = resources.Resources['Table'];
    if (table === undefined) throw new Error('serverless.yml: the resource "Table" is missing');
    const made: Resources = {
      ...audienceTopics(custom.name, audiences),
      ...eventRules(custom.name, rules),
      ...ownAlarms({
        name: custom.name,
        functions: Object.values(functions).map(({ name }) => name.slice(custom.name.length + 1)),
        tableIndexes: globalIndexesOf(table),
        topics: [...Object.keys(audiences), 'watch'],
        sendsSms: Object.values(audiences).some((contacts) =>
          contacts.some(({ protocol }) => protocol === 'sms'),
        ),
        smsMonthlyLimitUsd: custom.settings.smsMonthlyLimitUsd,
        diagnostic: custom.settings.diagnosticAlarms,
      }),
    };
    for (const [id, resource] of Object.entries(made)) {
      if (id in resources.Resources)
        throw new Error(`serverless.yml: the resource "${id}" is made by the plugin`);
      resources.Resources[id] = resource;
    }
    const policy = this.#isTrial() ? 'Delete' : 'Retain';
    table.DeletionPolicy = policy;
    table.UpdateReplacePolicy = policy;
  }

  /** The framework makes a role for functions that have none of their own: here all have one, nothing uses it. */
  #dropSharedRole(): void {
    const template = this.#framework.service.provider.compiledCloudFormationTemplate;
    const { IamRoleLambdaExecution: _shared, ...rest } = template.Resources;
    template.Resources = rest;
  }

  /** Test stages and emulators leave nothing behind. */
  #isTrial(): boolean {
    return this.#stage().startsWith('test') || emulated();
  }

  #stage(): string {
    return this.#framework.getProvider('aws').getStage();
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

/** The SDKs' own setting: calls go to an emulator instead of AWS. */
const emulated = (): boolean => (process.env['AWS_ENDPOINT_URL'] ?? '') !== '';

/** With tracing on; roles per function leave it out. X-Ray knows no resources, hence the wildcard. */
const sendTraces: Statement = {
  Effect: 'Allow',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  Resource: ['*'],
};

/** Puts the audiences' topics in place of the `Ref` to `AudienceTopics`: exactly these may be published to. */
const withTopics = (statement: Statement, topics: readonly Value[]): Statement => ({
  ...statement,
  Resource: statement.Resource.flatMap((resource) => (isAudienceTopics(resource) ? topics : [resource])),
});

const isAudienceTopics = (resource: Value): boolean =>
  typeof resource === 'object' &&
  resource !== null &&
  'Ref' in resource &&
  resource['Ref'] === 'AudienceTopics';

const globalIndexesOf = (table: TableResource): readonly string[] => {
  const indexes = table.Properties['GlobalSecondaryIndexes'];
  if (!Array.isArray(indexes)) return [];
  return indexes.flatMap((index: unknown) =>
    typeof index === 'object' && index !== null && 'IndexName' in index && typeof index.IndexName === 'string'
      ? [index.IndexName]
      : [],
  );
};
