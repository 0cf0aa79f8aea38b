import { parseArgs } from 'node:util';
import { ToolError } from './tool-error.ts';

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

/**
 * The options of a command line, and the words beside them.
 * @throws ToolError for an option that is not known or lacks its value
 */
export const readOptions = <const O extends Options, const P extends boolean = false>(
  argv: readonly string[],
  options: O,
  allowPositionals?: P,
) => {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: allowPositionals ?? false });
  } catch (error) {
    throw new ToolError(error instanceof Error ? error.message : String(error));
  }
};
