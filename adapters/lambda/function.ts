import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  ListAliasesCommand,
  paginateListVersionsByFunction,
} from '@aws-sdk/client-lambda';
import type { FunctionFacts } from '../../domain/triage/facts/compute.ts';
import type { Deployment } from '../../domain/triage/facts/deployments.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** Lambda lists versions with the oldest first, 50 a page: of a function with more the newest are not read. */
const MOST_PAGES = 4;

/** Functions by name: their state, their versions, and which of them each alias stands for. */
export const createFunctionLooker =
  (client: LambdaClient): Looker<'function'> =>
  ({ subjects, signal }) =>
    Promise.all(
      subjects.map(async (name): Promise<Seen<'function'>> => {
        try {
          return { resource: name, facts: await factsOf(client, name, signal) };
        } catch (error) {
          return { resource: name, error };
        }
      }),
    );

const factsOf = async (
  client: LambdaClient,
  name: string,
  abortSignal: AbortSignal,
): Promise<FunctionFacts> => {
  const [latest, published, { Aliases = [] }] = await Promise.all([
    client.send(new GetFunctionConfigurationCommand({ FunctionName: name }), { abortSignal }),
    versionsOf(client, name, abortSignal),
    client.send(new ListAliasesCommand({ FunctionName: name, MaxItems: 50 }), { abortSignal }),
  ]);
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = latest;
  return {
    name,
    state: State ?? 'Active',
    ...(StateReason === undefined ? {} : { stateReason: StateReason }),
    update: LastUpdateStatus ?? 'Successful',
    ...(LastUpdateStatusReason === undefined ? {} : { updateReason: LastUpdateStatusReason }),
    deployments: deploymentsOf(latest, published),
    aliases: Aliases.map(({ Name, FunctionVersion }) => ({
      name: Name ?? 'unnamed',
      version: FunctionVersion ?? 'unknown',
    })),
  };
};

const versionsOf = async (
  client: LambdaClient,
  FunctionName: string,
  abortSignal: AbortSignal,
): Promise<readonly FunctionConfiguration[]> => {
  const versions: FunctionConfiguration[] = [];
  let pages = 0;
  for await (const page of paginateListVersionsByFunction({ client }, { FunctionName }, { abortSignal })) {
    versions.push(...(page.Versions ?? []).filter(({ Version }) => Version !== LATEST));
    if (++pages === MOST_PAGES) break;
  }
  return versions;
};

const LATEST = '$LATEST';

/** What is in `$LATEST` is a deployment of its own unless the newest version has the same code. */
const deploymentsOf = (
  latest: FunctionConfiguration,
  published: readonly FunctionConfiguration[],
): readonly Deployment[] => {
  const versions = published.map(deploymentOf).sort((a, b) => Number(b.id) - Number(a.id));
  const newest = published.find(({ Version }) => Version === versions[0]?.id);
  const isPublished = newest?.CodeSha256 !== undefined && newest.CodeSha256 === latest.CodeSha256;
  return isPublished
    ? versions
    : [{ ...deploymentOf(latest), id: LATEST }, ...versions].sort((a, b) => b.startedAtMs - a.startedAtMs);
};

/** Lambda writes an offset without a colon, which not every reader of times takes. */
const timeOf = (text: string | undefined): number => {
  const ms = Date.parse((text ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? 0 : ms;
};

const deploymentOf = ({ Version, LastModified, LastUpdateStatus }: FunctionConfiguration): Deployment => {
  const startedAtMs = timeOf(LastModified);
  const isUnderWay = LastUpdateStatus === 'InProgress';
  return {
    id: Version ?? 'unknown',
    status: isUnderWay ? 'in-progress' : 'succeeded',
    startedAtMs,
    ...(isUnderWay ? {} : { endedAtMs: startedAtMs }),
  };
};
