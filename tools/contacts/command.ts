import { stageProblem } from '../../deployment/stage.ts';
import { readOptions } from '../read-options.ts';
import { ToolError } from '../tool-error.ts';

export const usage = `npm run contacts -- --stage prod [--region eu-west-1]   who is reached, and who is not
  --resend           asks SNS again for whatever is not confirmed
  --confirm <link>   confirms with AWS credentials, so that nobody ends the subscription by a link in a message
  --test <audience>  sends that audience a test page

AWS credentials are those of the AWS CLI (AWS_PROFILE). Exit code 1: an audience in use reaches nobody.`;

/** What the command line asks for. */
export interface ContactsCommand {
  readonly stage: string;
  readonly region: string;
  readonly resend: boolean;
  readonly confirm?: string;
  readonly test?: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Stage and region default to those of serverless.yml.
 * @throws ToolError
 */
export const parseContactsCommand = (argv: readonly string[], env: Variables): ContactsCommand => {
  const text = { type: 'string' } as const;
  const options = {
    stage: text,
    region: text,
    confirm: text,
    test: text,
    resend: { type: 'boolean' },
  } as const;
  const values = readOptions(argv, options).values;
  const { stage = 'dev', resend = false, confirm, test } = values;
  const problem = stageProblem(stage);
  if (problem !== undefined) throw new ToolError(problem);
  const asked = [resend, confirm !== undefined, test !== undefined].filter(Boolean);
  if (asked.length > 1) throw new ToolError('--resend, --confirm and --test exclude one another: give one');
  return {
    stage,
    region: values.region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'eu-west-1',
    resend,
    ...(confirm === undefined ? {} : { confirm }),
    ...(test === undefined ? {} : { test }),
  };
};
