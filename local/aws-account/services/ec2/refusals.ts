import { AwsError } from '../../wire/aws-error.ts';

export const badToken = (): AwsError =>
  new AwsError('InvalidNextToken', 'The provided token is not valid.', { status: 400 });

export const unknownFilter = (name: string): AwsError =>
  new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`, { status: 400 });
