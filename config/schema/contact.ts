import * as z from 'zod';
import { severities } from '../../domain/kernel/severity.ts';

/** What a notice can be: the message attribute `kind`. */
export const noticeKinds = ['page', 'update', 'stakeholders', 'mitigation', 'resolution', 'raw'] as const;

/** Where SNS delivers to, as the template needs it. */
export interface Contact {
  readonly protocol: 'email' | 'sms' | 'https' | 'sqs';
  readonly endpoint: string;
  readonly kinds?: readonly string[];
  readonly severities?: readonly string[];
}

export type AudienceContacts = Readonly<Record<string, readonly Contact[]>>;

const checked = (problem: (text: string) => string | undefined, missing: string) =>
  z.string({ error: (issue) => (issue.input === undefined ? undefined : missing) }).check((context) => {
    const found = problem(context.value);
    if (found !== undefined) context.issues.push({ code: 'custom', message: found, input: '' });
  });

const emailProblem = (text: string): string | undefined =>
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(text)
    ? undefined
    : 'is not a mail address: write one such as name@example.com';

const phoneProblem = (text: string): string | undefined =>
  /^\+[1-9]\d{6,14}$/.test(text)
    ? undefined
    : 'is not an international phone number: write + and the country code, digits only, in quotes';

const urlProblem = (text: string): string | undefined => {
  if (!URL.canParse(text)) return 'is not a web address: write one that begins with https://';
  const url = new URL(text);
  if (url.protocol !== 'https:')
    return 'is not encrypted: SNS delivers to addresses that begin with https://';
  if (url.username !== '' || url.password !== '') {
    return 'carries a user name or password: SNS shows addresses to everybody who may list subscriptions';
  }
  return undefined;
};

const queueProblem = (text: string): string | undefined => {
  if (/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}\.fifo$/.test(text)) {
    return 'is a FIFO queue: only standard queues can subscribe to a standard topic';
  }
  return /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/.test(text)
    ? undefined
    : 'is not the ARN of an SQS queue: write arn:aws:sqs:<region>:<account>:<queue>';
};

/** Which notices a contact receives. Becomes the filter policy of its subscription. */
const onlySchema = z
  .strictObject({
    kinds: z.array(z.enum(noticeKinds)).min(1).optional(),
    severities: z
      .array(z.enum(severities as ['SEV1', 'SEV2', 'SEV3', 'SEV4']))
      .min(1)
      .optional(),
  })
  .meta({ description: 'Receive only these; without it, everything.' });

/** One way to reach somebody: exactly one of email, sms, https, queue. */
export const contactSchema = z.strictObject({
  email: checked(emailProblem, 'is not a mail address: write text').optional(),
  sms: checked(phoneProblem, 'is read as a number, which loses the +: put it in quotes').optional(),
  https: checked(urlProblem, 'is not a web address: write text').optional(),
  queue: checked(queueProblem, 'is not an ARN: write text').optional(),
  only: onlySchema.optional(),
});

export type ContactEntry = z.infer<typeof contactSchema>;

/** The key of `tocsin.yml` beside the protocol of SNS. */
export const protocols = { email: 'email', sms: 'sms', https: 'https', queue: 'sqs' } as const;

/** A contact as the template needs it. Entries that name no way to reach anybody give nothing. */
export const toContacts = (entry: ContactEntry): readonly Contact[] =>
  (['email', 'sms', 'https', 'queue'] as const).flatMap((key) => {
    const endpoint = entry[key];
    if (endpoint === undefined) return [];
    const { kinds, severities: only } = entry.only ?? {};
    return [
      {
        protocol: protocols[key],
        endpoint,
        ...(kinds === undefined ? {} : { kinds }),
        ...(only === undefined ? {} : { severities: only }),
      },
    ];
  });
