import { awsClients, clients, triageClients, wireSchemas } from './clients.ts';
import { within } from './sources.ts';

/**
 * The rooms of each top folder, from the ground up: a room sees itself and those before it, never one after it.
 * `''` stands for the files that lie in the top folder itself. docs/architecture.md, Rooms.
 */
export const roomsFromTheGround: Readonly<Record<string, readonly string[]>> = {
  domain: [
    'kernel',
    'signal',
    'classification',
    'correlation',
    'incident',
    'notice',
    'clocks',
    'escalation',
    // A capability a room; it sees those above, never another capability.
    'triage',
    'retention',
    'lifecycle',
  ],
  protocol: ['ports', '', 'outbox', 'intake', 'command', 'wake', 'triage'],
  config: ['mistakes', 'schema', 'checks', ''],
  local: [
    'kernel',
    'template',
    'runtime',
    'services',
    'aws-account',
    'phones',
    'http',
    'build',
    'host',
    'alarms',
    'demo',
    '',
  ],
  bench: ['figures', 'meters', 'bill', 'petshop', 'system', 'groups', ''],
};

/** Rooms between which nothing is imported, either way. */
export const strangers: readonly (readonly [string, string])[] = [
  ['events/intake', 'events/contracts'],
  ['events/intake/cloudwatch', 'events/intake/sources'],
];

/** The room of a project file, `undefined` where its top folder has none. */
export const roomOf = (path: string): string | undefined => {
  const [top = '', ...rest] = path.split('/');
  if (roomsFromTheGround[top] === undefined) return undefined;
  return rest.length > 1 ? (rest[0] ?? '') : '';
};

interface Rule {
  /** Folders and files of the project, beside its own. */
  readonly project: readonly string[];
  /** Packages by name; a type package by the name that is imported. */
  readonly packages: readonly string[];
  /** Modules of Node. */
  readonly node: boolean;
}

const core = ['domain', 'protocol', 'events', 'adapters', 'functions', 'config'];

/** Who may import what. DESIGN: the core imports nothing, an adapter its client, a function what it wires. */
const rules: Readonly<Record<string, Rule>> = {
  // One package: it stands in for a part of the language that Node 24 lacks. docs/adr/0010.
  domain: { project: [], packages: ['temporal-polyfill/fns/ZonedDateTime'], node: false },
  protocol: { project: ['domain'], packages: [], node: false },
  events: { project: ['domain'], packages: ['@aws-sdk/util-arn-parser', 'zod', 'zod/mini'], node: false },
  config: { project: ['domain'], packages: ['zod', 'zod/mini', 'yaml'], node: true },
  functions: {
    project: ['domain', 'protocol', 'events', 'adapters', 'config/scale.ts', '.build', 'package.json'],
    // The clients of triage are made where its function is wired, one for all of an AWS service's checks.
    packages: [
      ...triageClients,
      '@middy/core',
      '@middy/http-router',
      'aws-lambda',
      'jsonc-parser',
      'zod/mini',
    ],
    node: true,
  },
  deployment: {
    project: ['config/schema', 'events/intake'],
    packages: ['esbuild', 'yaml', '@aws-sdk/client-dynamodb', '@aws-sdk/client-sns'],
    node: true,
  },
  tools: {
    project: [
      'adapters/dynamodb',
      'adapters/sns',
      'config',
      'deployment/audience-topics.ts',
      'deployment/stage.ts',
      'domain',
      'events/contracts',
      'functions/serve-api/access',
      'protocol/command',
      'protocol/ports',
    ],
    packages: [
      '@aws-sdk/client-cloudformation',
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/client-sns',
      '@aws-sdk/client-sqs',
      '@aws-sdk/lib-dynamodb',
    ],
    node: true,
  },
  local: {
    project: [...core, 'tools'],
    packages: [
      ...awsClients,
      ...triageClients,
      ...wireSchemas,
      // Signs calls that go on to AWS itself.
      '@smithy/signature-v4',
      ...['dynalite', 'dynalite/db/index.js', 'fauxqs', 'fflate', 'yaml', 'zod'],
    ],
    node: true,
  },
  // Measures what the tests prove, with their worlds.
  bench: {
    project: [...core, 'deployment', 'local', 'tools', 'test'],
    packages: [...awsClients, 'aws-lambda', 'esbuild', 'yaml'],
    node: true,
  },
};

/** The rule of a file; tests may import anything. */
const ruleOf = (path: string): Rule | undefined => {
  const [top = '', room = ''] = path.split('/');
  if (top !== 'adapters') return rules[top];
  return { project: ['domain', 'events', 'protocol/ports'], packages: clients[room] ?? [], node: true };
};

/** Where a file's own code is: an adapter's folder is one technology. */
const homeOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('adapters/') ? 2 : 1)
    .join('/');

/** Whether this file may import that. A top folder without a rule fails, so that a new one gets one. */
export const mayImport = (path: string, name: string, isPackage: boolean): boolean => {
  if (path.startsWith('test/')) return true;
  const rule = ruleOf(path);
  if (rule === undefined) return false;
  if (name.startsWith('node:')) return rule.node;
  if (isPackage) return rule.packages.includes(name);
  return within([homeOf(path), ...rule.project])(name);
};
