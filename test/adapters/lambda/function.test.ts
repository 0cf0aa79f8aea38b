import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createFunctionLooker } from '../../../adapters/lambda/function.ts';

const aws = mockClient(LambdaClient);
beforeEach(() => aws.reset());

const look = () =>
  createFunctionLooker(new LambdaClient({}))({
    ...{ onsetMs: 0, nowMs: 0, signal: new AbortController().signal },
    subjects: ['mailer'],
  });
const version = (Version: string, CodeSha256: string, LastModified: string) => ({
  ...{ Version, CodeSha256, LastModified },
});

test('code that is in no version is a deployment of its own, and versions are of Lambda’s own times', async () => {
  aws.on(GetFunctionConfigurationCommand).resolves({
    ...version('$LATEST', 'c', '2026-11-21T03:00:00.000+0000'),
    Environment: { Variables: { KEY: 'hidden' } },
  });
  aws.on(ListVersionsByFunctionCommand).resolves({
    Versions: [
      version('$LATEST', 'c', '2026-11-21T03:00:00.000+0000'),
      version('9', 'a', '2026-11-20T03:00:00.000+0000'),
      version('10', 'b', '2026-11-20T04:00:00.000+0000'),
    ],
  });
  aws.on(ListAliasesCommand).resolves({ Aliases: [{ Name: 'live', FunctionVersion: '10' }] });
  const seen = await look();
  const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour);
  const made = (id: string, atMs: number) => ({
    id,
    status: 'succeeded',
    startedAtMs: atMs,
    endedAtMs: atMs,
  });
  expect(seen).toEqual([
    {
      resource: 'mailer',
      facts: {
        ...{ name: 'mailer', state: 'Active', update: 'Successful' },
        deployments: [made('$LATEST', at(21, 3)), made('10', at(20, 4)), made('9', at(20, 3))],
        aliases: [{ name: 'live', version: '10' }],
      },
    },
  ]);
  // Environments hold secrets (I10).
  expect(JSON.stringify(seen)).not.toContain('hidden');
});

test('code that the newest version has is that version', async () => {
  aws.on(GetFunctionConfigurationCommand).resolves(version('$LATEST', 'b', '2026-11-20T03:59:00.000+0000'));
  aws
    .on(ListVersionsByFunctionCommand)
    .resolves({ Versions: [version('10', 'b', '2026-11-20T04:00:00.000+0000')] });
  aws.on(ListAliasesCommand).resolves({});
  expect(await look()).toMatchObject([{ facts: { deployments: [{ id: '10' }], aliases: [] } }]);
});

test('of a function with more versions than are worth reading, four pages are read', async () => {
  aws.on(GetFunctionConfigurationCommand).resolves({});
  aws.on(ListAliasesCommand).resolves({});
  const pages = Array.from({ length: 6 }, (_, n) => ({
    Versions: [version(String(n + 1), `${n}`, '')],
    NextMarker: `${n}`,
  }));
  for (const page of pages)
    aws
      .on(
        ListVersionsByFunctionCommand,
        page.NextMarker === '0' ? {} : { Marker: String(Number(page.NextMarker) - 1) },
      )
      .resolves(page);
  await look();
  expect(aws.commandCalls(ListVersionsByFunctionCommand)).toHaveLength(4);
});
