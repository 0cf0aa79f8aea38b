import type { NoticeJson } from '../../events/contracts/notice-schema.ts';
import type { NoticeMessage } from './message.ts';

/** SNS ("Quotas"): 256 KB a publish with its attributes, which need less than the rest. */
const MAX_MESSAGE_BYTES = 256 * 1024 - 2048;
const CUT = '\n[cut: the rest is in the incident record]';

/**
 * The `Message` of a publish with `MessageStructure: json`: a text for each protocol. Programs get the JSON, and so
 * does any protocol that is not named. If it is too long, the mail is cut first. Next, the JSON stands only once, as
 * `default`, to which every other protocol falls back. At last the JSON says only what the notice is.
 */
export const messageStructureOf = (message: NoticeMessage): string => {
  const { sms, email, json } = message.texts;
  const copies = { http: json, https: json, sqs: json, lambda: json };
  const full = JSON.stringify({ default: json, email, sms, ...copies });
  if (isShort(full)) return full;
  const withCopies = withCutEmail(email, (cut) => ({ default: json, email: cut, sms, ...copies }));
  if (withCopies !== undefined) return withCopies;
  const once = withCutEmail(email, (cut) => ({ default: json, email: cut, sms }));
  if (once !== undefined) return once;
  const bare = JSON.stringify({ ...bareNotice(message), cut: true });
  const last = withCutEmail(email, (cut) => ({ default: bare, email: cut, sms: cutText(sms, 1600) }));
  return last ?? JSON.stringify({ default: bare });
};

const bareNotice = ({ id, at, audience, kind, severity, scenario }: NoticeMessage) =>
  ({ version: '1', id, at, audience, kind, severity, scenario }) satisfies NoticeJson;

const isShort = (message: string): boolean => Buffer.byteLength(message) <= MAX_MESSAGE_BYTES;

/** The mail is halved until the message fits, but is not cut below this. */
const LEAST_EMAIL = 1000;

const withCutEmail = (
  email: string,
  messageOf: (email: string) => Readonly<Record<string, string>>,
): string | undefined => {
  for (let length = email.length; ; length = Math.max(LEAST_EMAIL, Math.floor(length / 2))) {
    const message = JSON.stringify(messageOf(cutText(email, length)));
    if (isShort(message)) return message;
    if (length <= LEAST_EMAIL) return undefined;
  }
};

const cutText = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length).toWellFormed()}${CUT}`;
