import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  GetSubscriptionAttributesCommand,
  ListSMSSandboxPhoneNumbersCommand,
} from '@aws-sdk/client-sns';
import { beforeEach, expect, test } from 'vitest';
import { answerAsEmptyStack, fallbackIsReached, prefix, report, sns, subscribed } from './answers-of-aws.ts';

beforeEach(answerAsEmptyStack);

test('contacts that are confirmed leave nothing to do', async () => {
  fallbackIsReached();
  subscribed('primary', ['email', 'Ada.Lovelace@acme.io']);
  const { text, exitCode } = await report('    - email: ada.lovelace@acme.io');
  expect(exitCode).toBe(0);
  expect(text).toContain('primary\n  a…@acme.io (mail): confirmed\n  never sent a test page\n');
  expect(text).toContain('secondary: no contact in tocsin.yml');
  expect(text).not.toContain('text messages');
});

test.each([
  ['pending', 'PendingConfirmation', /PENDING/],
  ['ended by somebody', 'Deleted', /DELETED/],
])('an audience whose one contact is %s reaches nobody', async (_state, arn, words) => {
  fallbackIsReached();
  subscribed('primary', ['email', 'ada@acme.io', arn]);
  const { text, exitCode } = await report('    - email: ada@acme.io');
  expect(text).toMatch(words);
  expect(text).toContain('REACHES NOBODY: primary');
  expect(exitCode).toBe(1);
});

test('a contact that SNS dropped unconfirmed after 48 hours is missed', async () => {
  fallbackIsReached();
  const { text, exitCode } = await report('    - email: ada@acme.io');
  expect(text).toContain('a…@acme.io (mail): NOT SUBSCRIBED');
  expect(exitCode).toBe(1);
});

test('a subscription that took the place of a deleted one counts', async () => {
  fallbackIsReached();
  subscribed('primary', ['email', 'ada@acme.io', 'Deleted'], ['email', 'ada@acme.io']);
  expect((await report('    - email: ada@acme.io')).exitCode).toBe(0);
});

test("the stack's own alarms are an audience in use", async () => {
  subscribed('primary', ['email', 'ada@acme.io']);
  subscribed('fallback', ['email', 'all@acme.io']);
  const { text, exitCode } = await report('    - email: ada@acme.io');
  expect(text).toContain('REACHES NOBODY: watch');
  expect(exitCode).toBe(1);
});

test('a confirmed contact that receives no pages does not make a paged audience reached', async () => {
  fallbackIsReached();
  subscribed('primary', ['email', 'ada@acme.io'], ['email', 'log@acme.io']);
  const both = '    - email: ada@acme.io\n    - email: log@acme.io\n      only: { kinds: [update] }';
  expect((await report(both)).exitCode).toBe(0);
  subscribed('primary', ['email', 'ada@acme.io', 'PendingConfirmation'], ['email', 'log@acme.io']);
  expect((await report(both)).text).toContain('REACHES NOBODY: primary');
});

test('a subscription that was confirmed by its link is told from one that nobody can end by a link', async () => {
  fallbackIsReached();
  subscribed('primary', ['email', 'ada@acme.io']);
  sns
    .on(GetSubscriptionAttributesCommand)
    .resolves({ Attributes: { ConfirmationWasAuthenticated: 'false' } });
  const { text, exitCode } = await report('    - email: ada@acme.io');
  expect(text).toContain('confirmed; whoever holds a message can end it by its link');
  expect(exitCode).toBe(0);
});

test('a subscription that tocsin.yml does not name is shown: it receives pages', async () => {
  fallbackIsReached();
  subscribed('primary', ['email', 'ada@acme.io'], ['email', 'gone@acme.io', `${prefix}primary:left`]);
  const { text } = await report('    - email: ada@acme.io');
  expect(text).toContain(`that tocsin.yml does not name: ${prefix}primary:left`);
  expect(text).not.toContain('gone@');
});

const phone = `    - sms: "+491701234567"`;

test.each([
  [
    'opted out',
    () => sns.on(CheckIfPhoneNumberIsOptedOutCommand).resolves({ isOptedOut: true }),
    /OPTED OUT/,
  ],
  [
    'unknown to the sandbox',
    () => {
      sns.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: true });
      const PhoneNumbers = [{ PhoneNumber: '+491701234567', Status: 'Pending' as const }];
      sns.on(ListSMSSandboxPhoneNumbersCommand).resolves({ PhoneNumbers });
    },
    /NOT REACHED: the account is in the SMS sandbox/,
  ],
  [
    'of an account that may spend nothing',
    () => sns.on(GetSMSAttributesCommand).resolves({ attributes: { MonthlySpendLimit: '0' } }),
    /spending limit is 0/,
  ],
])('a phone that is %s is not reached, although it is subscribed', async (_why, arrange, words) => {
  fallbackIsReached();
  subscribed('primary', ['sms', '+491701234567']);
  arrange();
  const { text, exitCode } = await report(phone);
  expect(text).toMatch(words);
  expect(exitCode).toBe(1);
});

test('a verified number of the sandbox is reached; the limit and its default are told', async () => {
  fallbackIsReached();
  subscribed('primary', ['sms', '+491701234567']);
  sns.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: true });
  const PhoneNumbers = [{ PhoneNumber: '+491701234567', Status: 'Verified' as const }];
  sns.on(ListSMSSandboxPhoneNumbersCommand).resolves({ PhoneNumbers });
  sns.on(GetSMSAttributesCommand).resolves({ attributes: {} });
  const { text, exitCode } = await report(phone);
  expect(text).toContain('at most 1 USD a month');
  expect(exitCode).toBe(0);
});

test('what may not be asked is named and hides nothing else', async () => {
  fallbackIsReached();
  subscribed('primary', ['sms', '+491701234567']);
  const denied = Object.assign(new Error('denied'), { name: 'AuthorizationErrorException' });
  sns.on(GetSMSSandboxAccountStatusCommand).rejects(denied);
  const { text, exitCode } = await report(phone);
  expect(text).toContain(
    'not known: sns:GetSMSSandboxAccountStatus (AuthorizationErrorException) was refused',
  );
  expect(text).toContain('at most 20 USD a month');
  expect(exitCode).toBe(0);
});

test('no address, number or path of a webhook is shown (I10)', async () => {
  fallbackIsReached();
  const all = `${phone}\n    - email: ada@acme.io\n    - https: https://hooks.acme.io/services/T0/B0/s3cr3t`;
  const { text } = await report(all, { resend: true });
  for (const secret of ['+491701234567', '170123', 'ada@', 's3cr3t', 'T0'])
    expect(text).not.toContain(secret);
  expect(text).toContain('+49…67 (SMS)');
  expect(text).toContain('https://hooks.acme.io/…');
});
