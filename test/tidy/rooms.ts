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

/** Clients of one technology each: an adapter imports its own alone. */
const clients: Readonly<Record<string, readonly string[]>> = {
  'auto-scaling': ['@aws-sdk/client-auto-scaling'],
  cloudtrail: ['@aws-sdk/client-cloudtrail'],
  cloudwatch: ['@aws-sdk/client-cloudwatch'],
  'cloudwatch-logs': ['@aws-sdk/client-cloudwatch-logs'],
  codedeploy: ['@aws-sdk/client-codedeploy'],
  codepipeline: ['@aws-sdk/client-codepipeline'],
  dynamodb: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
  ec2: ['@aws-sdk/client-ec2'],
  ecs: ['@aws-sdk/client-ecs'],
  elbv2: ['@aws-sdk/client-elastic-load-balancing-v2'],
  eventbridge: ['@aws-sdk/client-eventbridge'],
  health: ['@aws-sdk/client-health'],
  http: [],
  lambda: ['@aws-sdk/client-lambda'],
  memory: [],
  powertools: ['@aws-lambda-powertools/logger', '@aws-lambda-powertools/metrics'],
  rds: ['@aws-sdk/client-rds'],
  'service-quotas': ['@aws-sdk/client-service-quotas'],
  sns: [
    '@aws-sdk/client-sns',
    'sms-segments-calculator/dist/libs/SmartEncodingMap.js',
    'sms-segments-calculator/dist/libs/UnicodeToGSM.js',
  ],
  sqs: ['@aws-sdk/client-sqs'],
  xray: ['@aws-sdk/client-xray'],
};

/** Clients with which triage looks, and which the stand-in AWS account answers. */
const triageClients = [
  '@aws-sdk/client-acm',
  '@aws-sdk/client-auto-scaling',
  '@aws-sdk/client-cloudtrail',
  '@aws-sdk/client-cloudwatch',
  '@aws-sdk/client-cloudwatch-logs',
  '@aws-sdk/client-codedeploy',
  '@aws-sdk/client-codepipeline',
  '@aws-sdk/client-ec2',
  '@aws-sdk/client-ecs',
  '@aws-sdk/client-elastic-load-balancing-v2',
  '@aws-sdk/client-health',
  '@aws-sdk/client-lambda',
  '@aws-sdk/client-rds',
  '@aws-sdk/client-route-53',
  '@aws-sdk/client-service-quotas',
  '@aws-sdk/client-xray',
];

/** What they themselves encode and decode with. */
const wireSchemas = [
  '@aws-sdk/core/protocols',
  '@smithy/core/protocols',
  '@smithy/core/schema',
  '@smithy/types',
];

const awsClients = [
  '@aws-sdk/client-cloudformation',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-eventbridge',
  '@aws-sdk/client-sns',
  '@aws-sdk/client-sqs',
  '@aws-sdk/lib-dynamodb',
];

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
