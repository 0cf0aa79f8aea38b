import { pageSize } from '../../estate/limits.ts';
import { AwsError } from '../../wire/aws-error.ts';

export const invalid = (message: string): AwsError =>
  new AwsError('ValidationError', message, { status: 400 });

export const badToken = (): AwsError =>
  new AwsError('InvalidNextToken', 'The NextToken value is not valid.', { status: 400 });

export const sizeOf = (given: number | undefined, usual: number, most: number): number =>
  pageSize(given, { field: 'maxRecords', least: 1, most, usual, code: 'ValidationError' });
