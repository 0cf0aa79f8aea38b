import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A header by its name in lower case. API Gateway hands them over so; other hosts may not. */
export const headerOf = ({ headers }: APIGatewayProxyEventV2, name: string): string | undefined =>
  headers[name] ?? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
