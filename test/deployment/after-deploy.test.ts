import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import StackPlugin from '../../deployment/stack-plugin.ts';
import { type AwsStub, startAwsStub } from '../contract/aws-stub.ts';
import { frameworkWith } from './fixture/framework.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-after-deploy-'));
let aws: AwsStub;

beforeAll(async () => {
  aws = await startAwsStub();
  mkdirSync(join(folder, '.build'));
  // The report at the end is a program of its own (show-contacts.test.ts).
  mkdirSync(join(folder, 'tools'));
  writeFileSync(join(folder, 'tools', 'show-contacts.ts'), '');
});
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', undefined);
  aws.requests.length = 0;
  contacts([{ protocol: 'email', endpoint: 'last@example.com' }]);
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true, force: true });
});

const contacts = (fallback: readonly object[]): void =>
  writeFileSync(join(folder, '.build', 'audiences.json'), JSON.stringify({ fallback }));

const table = (DeletionProtectionEnabled: boolean) => ({
  status: 200,
  body: JSON.stringify({ Table: { TableName: 'tocsin-prod', DeletionProtectionEnabled } }),
});
const done = { status: 200, body: '{}' };

const deployed = async (
  keepTable: boolean | 'true' | 'false' = true,
  transactionalSms = true,
): Promise<void> => {
  const framework = frameworkWith({
    stage: 'prod',
    serviceDir: folder,
    keepTable,
    transactionalSms,
    clients: { ...aws.settings },
  });
  await new StackPlugin(framework).hooks['after:deploy:deploy']?.();
};

test('once the stack stands, its table is protected from being deleted', async () => {
  aws.answer(table(false), done);
  await deployed();
  expect(aws.requests.map((body) => JSON.parse(body))).toEqual([
    { TableName: 'tocsin-prod' },
    { TableName: 'tocsin-prod', DeletionProtectionEnabled: true },
  ]);
});

test('a table that is protected is left alone', async () => {
  aws.answer(table(true));
  await deployed();
  expect(aws.requests).toHaveLength(1);
});

test.each([false, 'false'] as const)('a trial is not protected (keepTable: %j)', async (keepTable) => {
  await deployed(keepTable);
  expect(aws.requests).toEqual([]);
});

test('a setting that is neither true nor false is refused', async () => {
  // @ts-expect-error what somebody may write
  await expect(deployed('no')).rejects.toThrow('keepTable is "no": write true or false');
});

test('where somebody is reached by SMS, CloudWatch sends them transactional messages too', async () => {
  contacts([{ protocol: 'sms', endpoint: '+15555550147' }]);
  aws.answer({
    status: 200,
    type: 'text/xml',
    body: '<SetSMSAttributesResponse><SetSMSAttributesResult/></SetSMSAttributesResponse>',
  });
  await deployed(false);
  const [form] = aws.requests.map((body) => new URLSearchParams(body));
  expect(form?.get('Action')).toBe('SetSMSAttributes');
  expect(form?.get('attributes.entry.1.key')).toBe('DefaultSMSType');
  expect(form?.get('attributes.entry.1.value')).toBe('Transactional');
});

test('the default of the account is left alone where somebody else sets it', async () => {
  contacts([{ protocol: 'sms', endpoint: '+15555550147' }]);
  await deployed(false, false);
  expect(aws.requests).toEqual([]);
});

test('in an emulator nothing is asked for', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
  contacts([{ protocol: 'sms', endpoint: '+15555550147' }]);
  await deployed();
  expect(aws.requests).toEqual([]);
});
