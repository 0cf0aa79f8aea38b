import { parse } from 'acorn';
import { simple } from 'acorn-walk';
import { transformSync } from 'esbuild';
import { textOf } from '../tidy/sources.ts';

/** A regular expression as it stands in a file of the project. */
export interface SourcePattern {
  readonly path: string;
  readonly source: string;
  readonly flags: string;
}

/** Every literal of a file, and how many expressions it makes at run time, which cannot be read from the file. */
export const patternsIn = (
  path: string,
): { readonly literals: readonly SourcePattern[]; readonly built: number } => {
  const { code } = transformSync(textOf(path), { loader: 'ts', format: 'esm', target: 'esnext' });
  const literals: SourcePattern[] = [];
  let built = 0;
  simple(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), {
    Literal: ({ regex }) => {
      if (regex) literals.push({ path, source: regex.pattern, flags: regex.flags });
    },
    NewExpression: ({ callee }) => {
      if (callee.type === 'Identifier' && callee.name === 'RegExp') built++;
    },
    CallExpression: ({ callee }) => {
      if (callee.type === 'Identifier' && callee.name === 'RegExp') built++;
    },
  });
  return { literals, built };
};
