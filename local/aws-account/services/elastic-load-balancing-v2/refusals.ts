import { AwsError } from '../../wire/aws-error.ts';

/** Elastic Load Balancing API reference: up to 400 a page; up to 20 names or ARNs a call. */
const mostPerPage = 400;

const mostNamed = 20;

export const invalid = (message: string): AwsError =>
  new AwsError('ValidationError', message, { status: 400 });

export const checkNamed = (kind: string, named: readonly string[]): void => {
  if (named.length > mostNamed)
    throw invalid(`The maximum number of ${kind} that can be specified in a call is ${mostNamed}`);
};

export const sizeOf = (given: number | undefined): number => {
  if (given === undefined) return mostPerPage;
  if (given >= 1 && given <= mostPerPage) return given;
  throw invalid(
    `1 validation error detected: Value '${given}' at 'pageSize' failed to satisfy constraint: Member must have value between 1 and ${mostPerPage}`,
  );
};

export const badMarker = (marker: string | undefined) => () => invalid(`Invalid marker: ${marker}`);
