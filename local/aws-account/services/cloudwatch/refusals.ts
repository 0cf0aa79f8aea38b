import { AwsError } from '../../wire/aws-error.ts';

export const invalid = (message: string): AwsError =>
  new AwsError('ValidationError', message, { status: 400 });
