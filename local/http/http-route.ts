import type { RouteSpec } from '../template/stack.ts';

export interface RouteMatch {
  readonly route: RouteSpec;
  /** As in the event: `GET /incidents/{id}` or `$default`. */
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const expressionOf = (path: string): RegExp => {
  const segments = path.split('/').map((segment) => {
    const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(segment) ?? [];
    if (name === undefined) return literally(segment);
    return `(?<${name}>${greedy ? '.+' : '[^/]+'})`;
  });
  return new RegExp(`^${segments.join('/')}$`);
};

const keyOf = (route: RouteSpec): string =>
  route.path === '' ? '$default' : `${route.method} ${route.path}`;

/** Static paths before variables, variables before greedy ones, `$default` last; a method before ANY. */
const rankOf = ({ path, method }: RouteSpec): number => {
  const kind = path === '' ? 6 : path.includes('+}') ? 4 : path.includes('{') ? 2 : 0;
  return kind + (method === 'ANY' ? 1 : 0);
};

/** The route that takes a request. Amazon API Gateway Developer Guide, "Routing requests in HTTP APIs". */
export const matchRoute = (
  routes: readonly RouteSpec[],
  method: string,
  path: string,
): RouteMatch | undefined => {
  for (const route of [...routes].sort((a, b) => rankOf(a) - rankOf(b))) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    const found = route.path === '' ? { groups: {} } : expressionOf(route.path).exec(path);
    if (found !== null) return { route, routeKey: keyOf(route), pathParameters: { ...found.groups } };
  }
  return undefined;
};
