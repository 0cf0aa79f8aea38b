import { existsSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { ListQueuesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from 'vitest';
import { type Endpoints, readEndpoints } from '../../../local/host/endpoints.ts';
import { makeClients } from '../../../local/kernel/clients.ts';
import { close, listen } from '../../../local/kernel/loopback.ts';
import { makeFolder, makePackage, removeFolders } from '../fixture/package.ts';
import {
  listNotices,
  noticeOf,
  putAlarm,
  runFixture,
  stopHost,
  stopHosts,
  until,
} from '../fixture/running-host.ts';
import { killSpawnedHosts, readyEndpoints, spawnHost } from '../fixture/spawned-host.ts';

afterEach(async () => {
  killSpawnedHosts();
  await stopHosts();
  removeFolders();
});

/** The dead letter that holds a text. On a busy machine others may lie beside it. */
const deadLetter = ({ sqs, accountId, ...urls }: Endpoints, text: string): Promise<string> => {
  const clients = makeClients({ sqs, ...urls }, urls.region, urls.credentials);
  const receive = new ReceiveMessageCommand({
    QueueUrl: `${sqs}/${accountId}/fixture-test-dead`,
    WaitTimeSeconds: 5,
    MaxNumberOfMessages: 10,
  });
  return until(async () => {
    const { Messages = [] } = await clients.sqs.send(receive);
    return Messages.map(({ Body = '' }) => Body).find((body) => body.includes(text));
  }).finally(clients.destroy);
};

describe('the state folder', () => {
  test('a restart keeps the token, the notices and the messages under way', async () => {
    // On a busy machine a first try may take longer than the fixture's second: it is not to become a dead letter.
    const packageDir = makePackage((template) => {
      template.Resources.Intake.Properties.Timeout = 8;
      template.Resources.IntakeQueue.Properties.VisibilityTimeout = 8;
      return template;
    });
    const environment = { TOCSIN_STATE_DIR: makeFolder() };
    const first = await runFixture({ packageDir, environment });
    await putAlarm(first.endpoints, 'before');
    const before = await noticeOf(first.endpoints, 'before');
    await putAlarm(first.endpoints, 'under-way', { mode: 'fail' });
    await stopHost(first);
    const second = await runFixture({ packageDir, environment });
    expect(second.endpoints.token).toBe(first.endpoints.token);
    expect(await listNotices(second.endpoints)).toContainEqual(before);
    expect(await deadLetter(second.endpoints, 'under-way')).toContain('under-way');
  });

  test('after a restart the queues are at the address of the new host', async () => {
    const environment = { TOCSIN_STATE_DIR: makeFolder() };
    await stopHost(await runFixture({ environment }));
    const { endpoints } = await runFixture({ environment });
    const clients = makeClients(endpoints, endpoints.region, endpoints.credentials);
    const { QueueUrls: urls } = await clients.sqs.send(new ListQueuesCommand({}));
    clients.destroy();
    expect(urls).toContain(`${endpoints.sqs}/000000000000/fixture-test-intake`);
  });

  test('a killed host loses nothing that was accepted', async () => {
    // On a busy machine an environment takes longer to be ready than the fixture's 2 s: nothing may become a dead letter
    // or come again for that. What a killed host held is released at the next start.
    const packageDir = makePackage((template) => {
      const { Properties: queue } = template.Resources.IntakeQueue;
      queue.VisibilityTimeout = 30;
      queue.RedrivePolicy.maxReceiveCount = 20;
      return template;
    });
    const stateDir = makeFolder();
    const first = spawnHost(packageDir, { TOCSIN_STATE_DIR: stateDir });
    const endpoints = await readyEndpoints(first, stateDir);
    const names = ['one', 'two', 'three'].map((name) => `kept-${name}`);
    await Promise.all(names.map((name) => putAlarm(endpoints, name)));
    first.child.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    const second = spawnHost(packageDir, { TOCSIN_STATE_DIR: stateDir });
    const again = await readyEndpoints(second, stateDir);
    expect(again.token).toBe(endpoints.token);
    await Promise.all(names.map((name) => noticeOf(again, name)));
    expect((await listNotices(again)).filter(({ id }) => id === 'kept-one').length).toBeLessThanOrEqual(2);
  });

  test('SIGTERM stops the host clean: exit code 0 and no endpoints left behind', async () => {
    const stateDir = makeFolder();
    const host = spawnHost(makePackage(), { TOCSIN_STATE_DIR: stateDir });
    await readyEndpoints(host, stateDir);
    host.child.kill('SIGTERM');
    expect(await host.ended).toBe(0);
    expect(host.output()).toContain('Tocsin runs on http://127.0.0.1:');
    expect(existsSync(join(stateDir, 'endpoints.json'))).toBe(false);
  });

  test('the endpoints are readable by their owner only, and by nobody once the host has stopped', async () => {
    const stateDir = makeFolder();
    const host = await runFixture({ environment: { TOCSIN_STATE_DIR: stateDir } });
    expect(readEndpoints(stateDir)).toEqual(host.endpoints);
    expect(statSync(join(stateDir, 'endpoints.json')).mode & 0o077).toBe(0);
    await stopHost(host);
    expect(() => readEndpoints(stateDir)).toThrow(`No host runs on ${stateDir}`);
  });

  test('two hosts never share a folder, and one that was stopped leaves it free', async () => {
    const environment = { TOCSIN_STATE_DIR: makeFolder() };
    const first = await runFixture({ environment });
    await expect(runFixture({ environment })).rejects.toThrow(
      /is in use by another running host \(process \d+\)/,
    );
    await stopHost(first);
    await expect(runFixture({ environment })).resolves.toBeDefined();
  });

  test('a token that the person gives replaces the one given before', async () => {
    const stateDir = makeFolder();
    const first = await runFixture({
      environment: { TOCSIN_STATE_DIR: stateDir, TOCSIN_TOKEN: 'a-token-of-my-own' },
    });
    expect(first.endpoints.token).toBe('a-token-of-my-own');
    await stopHost(first);
    const second = await runFixture({
      environment: { TOCSIN_STATE_DIR: stateDir, TOCSIN_TOKEN: 'another-token-of-mine' },
    });
    const former = await fetch(second.endpoints.notices.url, {
      headers: { authorization: 'Bearer a-token-of-my-own' },
    });
    expect(former.status).toBe(401);
  });

  test('keys that changed since the table was made are refused with what to do', async () => {
    const stateDir = makeFolder();
    await stopHost(await runFixture({ environment: { TOCSIN_STATE_DIR: stateDir } }));
    const packageDir = makePackage((template) => {
      template.Resources.Table.Properties.KeySchema.pop();
      template.Resources.Table.Properties.AttributeDefinitions.pop();
      return template;
    });
    await expect(runFixture({ packageDir, environment: { TOCSIN_STATE_DIR: stateDir } })).rejects.toThrow(
      `delete the folder ${stateDir}`,
    );
  });

  test('a folder of another region is refused', async () => {
    const stateDir = makeFolder();
    await stopHost(await runFixture({ environment: { TOCSIN_STATE_DIR: stateDir } }));
    const elsewhere = { TOCSIN_STATE_DIR: stateDir, AWS_REGION: 'eu-west-1' };
    await expect(runFixture({ environment: elsewhere })).rejects.toThrow('was made for region us-east-1');
  });
});

describe('the start', () => {
  test('a port in use is refused by its number, and leaves the state folder free', async () => {
    const other = createServer();
    const port = await listen(other, 0);
    const environment = { TOCSIN_STATE_DIR: makeFolder() };
    await expect(runFixture({ environment: { ...environment, PORT: String(port) } })).rejects.toThrow(
      `Port ${port} is in use`,
    );
    await close(other);
    await expect(runFixture({ environment })).resolves.toBeDefined();
  });

  test('a missing build is one line that says how to make one', async () => {
    const host = spawnHost(makeFolder(), { TOCSIN_STATE_DIR: makeFolder() });
    expect(await host.ended).toBe(1);
    expect(host.output()).toMatch(/^tocsin: No build at .*: run "npm run package" first[^\n]*\n$/);
  });

  test('a missing zip names the function', async () => {
    const packageDir = makePackage();
    rmSync(join(packageDir, 'serve.zip'));
    await expect(runFixture({ packageDir })).rejects.toThrow('serve.zip for function fixture-test-serve');
  });
});
