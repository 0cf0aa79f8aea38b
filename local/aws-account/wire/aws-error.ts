/** An error that a service answers with: its name as in the service's API reference, its message, and its other fields. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  /** Where the service's schema names no status. */
  readonly status: number | undefined;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    {
      status,
      fields = {},
    }: { readonly status?: number; readonly fields?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}
