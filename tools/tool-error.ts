/** What was asked cannot be done: says why, and what to do instead. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}
