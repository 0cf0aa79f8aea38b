import { SNSClient } from '@aws-sdk/client-sns';
import type { AudienceContacts } from '../../config/schema/contact.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import type { TestPage } from '../../domain/notice/test-page.ts';
import { audiencesInUse } from './audiences-in-use.ts';
import type { ContactsCommand } from './command.ts';
import { confirm, confirmationOf } from './confirm.ts';
import { masked } from './mask.ts';
import { reportOf } from './report.ts';
import { type Resent, resend } from './resend.ts';
import { readStack } from './stack.ts';
import { surveyContacts } from './survey.ts';
import { sendTest, testPagesOf } from './test-pages.ts';

/** What tocsin.yml says. */
export interface File {
  readonly configuration: Configuration;
  readonly audiences: AudienceContacts;
}

export interface Result {
  readonly lines: readonly string[];
  /** 1: an audience in use reaches nobody. */
  readonly exitCode: 0 | 1;
}

/**
 * Does what the command line asks for, then reports.
 * @throws ToolError, and the errors of AWS
 */
export const carryOut = async (command: ContactsCommand, file: File): Promise<Result> => {
  const { region } = command;
  const name = `tocsin-${command.stage}`;
  const stack = await readStack(name, region);
  const { topicArnPrefix } = stack;
  const testPages = testPagesOf(stack, region);
  const client = new SNSClient({ region });
  try {
    const confirmed = await confirmLink(client, command, topicArnPrefix);
    const { audiences } = file.configuration;
    const sent =
      command.test === undefined
        ? []
        : [sentLine(await sendTest(command.test, audiences, stack, testPages, region)), ''];
    const { states, account } = await surveyContacts(client, topicArnPrefix, file.audiences);
    const resent = command.resend ? await resend(client, topicArnPrefix, states) : [];
    const tested = await testPages.last(Object.keys(audiences));
    const { lines, unreached } = reportOf(states, audiencesInUse(file.configuration), account, tested);
    return {
      lines: [...confirmed, ...sent, `${name} in ${region}`, ...lines, ...resent.map(resentLine)],
      exitCode: unreached.length === 0 ? 0 : 1,
    };
  } finally {
    client.destroy();
  }
};

const confirmLink = async (
  client: SNSClient,
  { confirm: link }: ContactsCommand,
  topicArnPrefix: string,
): Promise<readonly string[]> => {
  if (link === undefined) return [];
  await confirm(client, confirmationOf(link, topicArnPrefix));
  return ['Confirmed: ending this subscription takes AWS credentials.', ''];
};

const sentLine = ({ id }: TestPage): string =>
  `Sent ${id}. Whoever receives it says so: POST /test-pages/${id}/arrivals`;

const resentLine = ({ audience, state, refused }: Resent): string =>
  `${audience}: ${masked(state.contact)}: ${refused === undefined ? 'asked again' : `SNS refused (${refused})`}`;
