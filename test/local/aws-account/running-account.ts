import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, startAccount } from '../../../local/aws-account/start-account.ts';
import { makeAccessKey } from '../../../local/kernel/access-key.ts';

/** What the accounts of a test ask for. */
export const accountKey = makeAccessKey();
const credentials = accountKey;
const running: Account[] = [];
const folders: string[] = [];

/** What the clients of a test are made with: as a function of the host has it from its environment. */
export const clientOf = ({ url }: Account, region = 'eu-west-1') => ({
  endpoint: url,
  region,
  credentials,
  maxAttempts: 1,
});

/** Starts an account in a situation of the project. What it prints is a fault. */
export const runAccount = async (situation: string, timeScale = 1): Promise<Account> => {
  const print = (line: string): void => {
    throw new Error(line);
  };
  const settings = {
    situation,
    region: 'us-east-1',
    accountId: '000000000000',
    credentials,
    timeScale,
    print,
  };
  const account = await startAccount(settings);
  running.push(account);
  return account;
};

/** A file of its own that holds a situation. */
export const situationFile = (yaml: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-situation-'));
  folders.push(folder);
  const path = join(folder, 'situation.yml');
  writeFileSync(path, yaml);
  return path;
};

export const stopAccounts = async (): Promise<void> => {
  await Promise.all(running.splice(0).map((account) => account.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};
