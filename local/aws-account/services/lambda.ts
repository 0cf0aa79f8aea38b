import {
  type AliasConfiguration,
  type FunctionConfiguration,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { own } from '../../../domain/kernel/own.ts';
import { stableHex, stableUuid } from '../estate/ids.ts';
import { pageSize } from '../estate/limits.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { LambdaFunction } from '../situation/functions.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

interface Asked {
  readonly name: string;
  readonly qualifier: string | undefined;
}

/** A name, an ARN, or the account and a name; the last part may be a version or an alias. */
const askedOf = (text: string | undefined, qualifier?: string): Asked => {
  const [, name = '', own] =
    /^(?:(?:arn:aws:lambda:[^:]+:)?\d{12}:function:|function:)?([^:]+)(?::([^:]+))?$/.exec(text ?? '') ?? [];
  return { name, qualifier: qualifier ?? own };
};

const arnOf = (world: World, { name, qualifier }: Asked): string =>
  world.arn('lambda', `function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`);

const notFound = (text: string): AwsError =>
  new AwsError('ResourceNotFoundException', text, { fields: { Type: 'User' } });

const functionAsked = (world: World, asked: Asked): LambdaFunction => {
  const found = own(world.estate.functions, asked.name);
  if (found === undefined) throw notFound(`Function not found: ${arnOf(world, asked)}`);
  return found;
};

/** Lambda's form of a time: milliseconds and an offset without a colon. */
const timeText = (at: Date): string => at.toISOString().replace('Z', '+0000');

const latest = '$LATEST';

/** What the code of a version is named by: $LATEST has that of the newest version until it is modified again. */
const codeOf = ({ versions, modified }: LambdaFunction, version: string): string => {
  const newest = versions.toSorted((a, b) => b.version - a.version)[0];
  return version === latest && newest?.at === modified ? String(newest.version) : version;
};

const configurationOf = (
  world: World,
  asked: Asked,
  found: LambdaFunction,
  version: string,
): FunctionConfiguration => {
  const published = found.versions.find((one) => String(one.version) === version);
  return {
    FunctionName: asked.name,
    FunctionArn: arnOf(world, asked),
    Runtime: found.runtime as 'nodejs24.x',
    Role: `arn:aws:iam::${world.accountId}:role/${asked.name}`,
    Handler: found.handler,
    CodeSize: found.codeBytes,
    Description: published?.text ?? '',
    Timeout: found.timeout / 1000,
    MemorySize: found.memoryMb,
    LastModified: timeText(world.date(published?.at ?? found.modified)),
    CodeSha256: Buffer.from(stableHex(`${asked.name} ${codeOf(found, version)}`, 64), 'hex').toString(
      'base64',
    ),
    Version: version,
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: stableUuid(`${asked.name} ${version}`),
    Layers: [],
    State: found.state,
    ...when('StateReason', found.stateReason),
    LastUpdateStatus: found.update,
    ...when('LastUpdateStatusReason', found.updateReason),
    PackageType: 'Zip',
    Architectures: ['arm64'],
    EphemeralStorage: { Size: 512 },
  };
};

const versionOf = (world: World, asked: Asked, found: LambdaFunction): string => {
  const { qualifier = latest } = asked;
  const alias = own(found.aliases, qualifier);
  const version = alias === undefined ? qualifier : String(alias.version);
  if (version === latest || found.versions.some((one) => String(one.version) === version)) return version;
  throw notFound(`Function not found: ${arnOf(world, asked)}`);
};

const getFunctionConfiguration = operation(GetFunctionConfigurationCommand, (input, world) => {
  const asked = askedOf(input.FunctionName, input.Qualifier);
  const found = functionAsked(world, asked);
  return configurationOf(world, asked, found, versionOf(world, asked, found));
});

const aliasOf = (
  world: World,
  name: string,
  Name: string,
  { version, text, shifting }: LambdaFunction['aliases'][string],
): AliasConfiguration => {
  return {
    AliasArn: arnOf(world, { name, qualifier: Name }),
    Name,
    FunctionVersion: String(version),
    Description: text,
    ...when(
      'RoutingConfig',
      shifting === undefined
        ? undefined
        : { AdditionalVersionWeights: { [shifting.version]: shifting.share } },
    ),
    RevisionId: stableUuid(`${name} ${Name}`),
  };
};

const getAlias = operation(GetAliasCommand, (input, world) => {
  const { name } = askedOf(input.FunctionName);
  const { Name = '' } = input;
  const alias = own(functionAsked(world, { name, qualifier: undefined }).aliases, Name);
  if (alias === undefined)
    throw notFound(`Cannot find alias arn: ${arnOf(world, { name, qualifier: Name })}`);
  return aliasOf(world, name, Name, alias);
});

/** By name, 50 a page unless the call says fewer; of one version alone where the call names one. */
const listAliases = operation(ListAliasesCommand, (input, world) => {
  const { name } = askedOf(input.FunctionName);
  const { FunctionVersion: only } = input;
  const found = Object.entries(functionAsked(world, { name, qualifier: undefined }).aliases)
    .filter(([, { version }]) => only === undefined || String(version) === only)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const size = pageSize(input.MaxItems, {
    field: 'maxItems',
    least: 1,
    most: 10_000,
    usual: 50,
    code: 'InvalidParameterValueException',
  });
  const page = pageOf(found, {
    token: input.Marker,
    size: Math.min(size, 50),
    about: [name, only],
    invalid: () => new AwsError('InvalidParameterValueException', 'Invalid marker.'),
  });
  return {
    Aliases: page.items.map(([alias, one]) => aliasOf(world, name, alias, one)),
    ...when('NextMarker', page.next),
  };
});

/** $LATEST and then the versions, 50 a page unless the call says fewer. */
const listVersionsByFunction = operation(ListVersionsByFunctionCommand, (input, world) => {
  const { name } = askedOf(input.FunctionName);
  const found = functionAsked(world, { name, qualifier: undefined });
  const versions = [
    latest,
    ...found.versions.toSorted((a, b) => a.version - b.version).map(({ version }) => String(version)),
  ];
  const size = pageSize(input.MaxItems, {
    field: 'maxItems',
    least: 1,
    most: 10_000,
    usual: 50,
    code: 'InvalidParameterValueException',
  });
  const page = pageOf(versions, {
    token: input.Marker,
    size: Math.min(size, 50),
    about: name,
    invalid: () => new AwsError('InvalidParameterValueException', 'Invalid marker.'),
  });
  return {
    Versions: page.items.map((version) =>
      configurationOf(world, { name, qualifier: version }, found, version),
    ),
    ...when('NextMarker', page.next),
  };
});

export const lambda = serviceOf(new LambdaClient(nowhere), [
  getFunctionConfiguration,
  getAlias,
  listAliases,
  listVersionsByFunction,
]);
