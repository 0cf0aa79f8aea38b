import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { decodedPart } from '../request-path.ts';

/** Method, path with `{labels}`, and status of an operation. */
export interface RestRoute {
  readonly method: string;
  readonly path: string;
}

const texts = new FromStringShapeDeserializer({
  timestampFormat: { useTrait: true, default: 5 },
  httpBindings: true,
});

const literally = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');

/** The labels of a path that this route takes; undefined where it takes another. A label with `+` spans slashes. */
export const labelsIn = (
  route: RestRoute,
  method: string,
  path: string,
): Readonly<Record<string, string | undefined>> | undefined => {
  if (route.method !== method) return undefined;
  const [template = ''] = route.path.split('?');
  const pattern = template
    .split('/')
    .map((part) => {
      const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(part) ?? [];
      return name === undefined ? literally(part) : `(?<${name}>${greedy === '+' ? '.+' : '[^/]+'})`;
    })
    .join('/');
  const found = new RegExp(`^${pattern.replace(/\/$/, '')}/?$`).exec(path);
  if (found === null) return undefined;
  const labels = Object.entries(found.groups ?? {}).map(([name, text]) => [name, decodedPart(text)] as const);
  return labels.some(([, text]) => text === undefined) ? undefined : Object.fromEntries(labels);
};

/** What stands in path and query of a request; the members of the body are left out. */
export const boundInput = (
  schema: NormalizedSchema,
  labels: Readonly<Record<string, string | undefined>>,
  query: URLSearchParams,
): Record<string, unknown> => {
  const input: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const { httpLabel, httpQuery } = member.getMergedTraits();
    const text = httpLabel ? labels[name] : httpQuery === undefined ? undefined : query.get(httpQuery);
    if (text !== undefined && text !== null) input[name] = texts.read(member, text);
  }
  return input;
};
