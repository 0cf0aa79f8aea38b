import { nameInArn } from '../kernel/place.ts';
import {
  expectProperties,
  optionalInteger,
  optionalText,
  type Resource,
  refuse,
  textOf,
} from './resource.ts';
import type { RouteSpec } from './stack.ts';

/** Amazon API Gateway quotas, HTTP API: an integration may take 30 s at most. */
const longestMs = 30_000;

const checkApi = (resource: Resource): void => {
  expectProperties(resource, ['Name', 'ProtocolType'], ['Description', 'Tags', 'DisableExecuteApiEndpoint']);
  if (textOf(resource, 'ProtocolType') !== 'HTTP')
    refuse(resource, 'ProtocolType', 'the laptop host understands HTTP only');
};

const checkStage = (resource: Resource): void => {
  expectProperties(
    resource,
    ['ApiId', 'StageName', 'AutoDeploy'],
    ['AccessLogSettings', 'DefaultRouteSettings', 'Description', 'RouteSettings', 'Tags'],
  );
  if (textOf(resource, 'StageName') !== '$default')
    refuse(resource, 'StageName', 'the laptop host understands $default only');
};

interface Integration {
  readonly functionName: string;
  readonly timeoutMs: number;
}

const readIntegration = (resource: Resource): Integration => {
  expectProperties(
    resource,
    ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'],
    ['IntegrationMethod', 'Description'],
  );
  if (textOf(resource, 'IntegrationType') !== 'AWS_PROXY')
    refuse(resource, 'IntegrationType', 'AWS_PROXY only');
  if (textOf(resource, 'PayloadFormatVersion') !== '2.0')
    refuse(resource, 'PayloadFormatVersion', '2.0 only');
  const timeoutMs = optionalInteger(resource, 'TimeoutInMillis') ?? longestMs;
  return { functionName: nameInArn(textOf(resource, 'IntegrationUri')), timeoutMs };
};

const readRoute = (resource: Resource, integrations: ReadonlyMap<string, Integration>): RouteSpec => {
  expectProperties(resource, ['ApiId', 'RouteKey', 'Target', 'AuthorizationType'], ['OperationName']);
  if ((optionalText(resource, 'AuthorizationType') ?? 'NONE') !== 'NONE')
    refuse(resource, 'AuthorizationType', 'NONE only');
  const target = textOf(resource, 'Target').replace(/^integrations\//, '');
  const integration = integrations.get(target);
  if (integration === undefined) return refuse(resource, 'Target', `there is no integration ${target}`);
  const key = textOf(resource, 'RouteKey');
  if (key === '$default') return { method: 'ANY', path: '', ...integration };
  const [method, path] = key.split(' ');
  if (method === undefined || path === undefined || !path.startsWith('/')) {
    return refuse(resource, 'RouteKey', `${key} is neither $default nor a method and a path`);
  }
  return { method, path, ...integration };
};

/** Reads the API Gateway HTTP API resources of a template: its routes, each with its function. */
export const readHttpApi = (resources: readonly Resource[]): readonly RouteSpec[] => {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  ofType('Api').forEach(checkApi);
  ofType('Stage').forEach(checkStage);
  const integrations = new Map(
    ofType('Integration').map((resource) => [resource.id, readIntegration(resource)]),
  );
  return ofType('Route').map((resource) => readRoute(resource, integrations));
};
