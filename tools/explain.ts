import { ToolError } from './tool-error.ts';

/**
 * What a tool prints of a failure: why, and what to do instead. The texts of the SDKs name the remedy badly, or none.
 * @param missing what is not there where AWS knows no such table or queue
 */
export const explain = (error: unknown, usage: string, missing = 'this is not there'): string => {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ToolError) return `${error.message}\n\n${usage}`;
  if (error.name === 'ResourceNotFoundException' || error.name === 'QueueDoesNotExist')
    return `${missing} in this account and region: look at the names that you gave, AWS_PROFILE and AWS_REGION`;
  if (error.name === 'CredentialsProviderError')
    return `no AWS credentials: set AWS_PROFILE, or whatever else the AWS CLI takes (${error.message})`;
  if (error.message === 'Region is missing')
    return 'no region: set AWS_REGION to that of the stack, such as AWS_REGION=eu-west-1';
  return `${error.name}: ${error.message}`;
};
