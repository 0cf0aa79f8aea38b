import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessKey } from '../kernel/access-key.ts';
import { HostError } from '../kernel/host-error.ts';
import { writeAtomically } from '../kernel/state-file.ts';

/** Where a running host is reached: `endpoints.json` in its state folder. */
export interface Endpoints {
  readonly api: string;
  /** Bearer token of the API, with every scope. */
  readonly token: string;
  /** What EventBridge, SNS, SQS and DynamoDB ask for; another one each time that the host starts. */
  readonly credentials: AccessKey;
  readonly eventbridge: string;
  readonly sns: string;
  readonly sqs: string;
  readonly dynamodb: string;
  /** The stand-in AWS account, or the way to AWS itself, and the SDK's own variables that lead to it. */
  readonly awsAccount: {
    readonly url: string;
    /** `<healthUrl>/<service>` is the health URL of a service of the situation; absent where AWS itself is examined. */
    readonly healthUrl?: string;
    /** `GET` says which situation is on, `PUT` puts another one on. */
    readonly situationUrl: string;
    readonly environment: Readonly<Record<string, string>>;
  };
  /** How to learn which notices went out. */
  readonly notices: { readonly kind: 'http'; readonly url: string };
  readonly table: string;
  readonly bus: string;
  readonly accountId: string;
  readonly region: string;
  readonly timeScale: number;
  /** Topics that carry alarms in. */
  readonly alarmTopics: readonly string[];
}

const pathIn = (stateDir: string): string => join(stateDir, 'endpoints.json');

export const writeEndpoints = (stateDir: string, endpoints: Endpoints): void =>
  writeAtomically(pathIn(stateDir), `${JSON.stringify(endpoints, null, 2)}\n`);

export const removeEndpoints = (stateDir: string): void => rmSync(pathIn(stateDir), { force: true });

/** The endpoints that stand in a state folder; HostError where none do, as no host runs there. */
export const readEndpoints = (stateDir: string): Endpoints => {
  try {
    return JSON.parse(readFileSync(pathIn(stateDir), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new HostError(`No host runs on ${stateDir}: start one with "npm start".`);
    }
    throw error;
  }
};
