import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  paginateListSMSSandboxPhoneNumbers,
  type SNSClient,
} from '@aws-sdk/client-sns';
import type { SmsAccount } from './contact-state.ts';

/** SNS, "SetSMSAttributes", MonthlySpendLimit: what applies where nothing was set. */
const DEFAULT_LIMIT_USD = 1;

/**
 * What SNS knows of the account's text messages: sandbox, spending limit, numbers that opted out. A call that fails leaves
 * its part unknown and is named, so that a missing permission hides nothing else.
 */
export const readSmsAccount = async (client: SNSClient, numbers: readonly string[]): Promise<SmsAccount> => {
  const unknown: string[] = [];
  const ask = async <T>(call: string, question: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await question();
    } catch (error) {
      const text = `sns:${call} (${error instanceof Error ? error.name : 'unknown error'})`;
      if (!unknown.includes(text)) unknown.push(text);
      return undefined;
    }
  };
  const sandbox = await ask('GetSMSSandboxAccountStatus', () => sandboxOf(client));
  const monthlyLimitUsd = await ask('GetSMSAttributes', () => limitOf(client));
  const optedOut: string[] = [];
  for (const phoneNumber of new Set(numbers)) {
    const answer = await ask('CheckIfPhoneNumberIsOptedOut', () =>
      client.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber })),
    );
    if (answer?.isOptedOut === true) optedOut.push(phoneNumber);
  }
  return {
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(monthlyLimitUsd === undefined ? {} : { monthlyLimitUsd }),
    optedOut,
    unknown,
  };
};

const sandboxOf = async (client: SNSClient): Promise<NonNullable<SmsAccount['sandbox']>> => {
  const { IsInSandbox } = await client.send(new GetSMSSandboxAccountStatusCommand({}));
  if (IsInSandbox !== true) return 'left';
  const verified: string[] = [];
  for await (const { PhoneNumbers = [] } of paginateListSMSSandboxPhoneNumbers({ client }, {})) {
    for (const { PhoneNumber, Status } of PhoneNumbers) {
      if (PhoneNumber !== undefined && Status === 'Verified') verified.push(PhoneNumber);
    }
  }
  return { verified };
};

const limitOf = async (client: SNSClient): Promise<number> => {
  const { attributes } = await client.send(
    new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] }),
  );
  const text = attributes?.['MonthlySpendLimit'];
  return text === undefined ? DEFAULT_LIMIT_USD : Number(text);
};
