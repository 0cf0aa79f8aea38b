/** What the function answers; the part of APIGatewayProxyStructuredResultV2 that it uses. */
export interface Reply {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Answers change from one moment to the next and are for the token's owner alone. */
const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** A JSON answer. */
export const reply = (
  statusCode: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...always, ...headers },
  body: JSON.stringify(body),
});

/** The same answer without its body: HEAD. */
export const withoutBody = (answer: Reply): Reply => ({ ...answer, body: '' });
