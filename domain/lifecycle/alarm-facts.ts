import { type AlarmFacts, MAX_ALARM_DESCRIPTION } from '../incident/alarm-facts.ts';
import { change, type Draft } from '../incident/draft.ts';
import { cleanLine } from '../kernel/clean-text.ts';
import type { Configuration } from '../kernel/configuration.ts';
import { linksIn } from '../kernel/link.ts';
import { own } from '../kernel/own.ts';
import type { Arrival } from '../signal/arrival.ts';
import type { Signal } from '../signal/signal.ts';
import { parentOf } from '../signal/signal-record.ts';

/** What a page tells of this alarm; undefined of a person's declaration, whose words stand in the incident itself. */
export const alarmFactsOf = (
  { transition: { signal }, correlation }: Pick<Arrival, 'transition' | 'correlation'>,
  configuration: Configuration,
): AlarmFacts | undefined => {
  if (signal.kind === 'declaration') return undefined;
  const description = inOneLine(signal.description ?? '');
  const runbook = runbookOf(signal, correlation.service, configuration);
  const console = consoleOf(signal);
  return {
    name: signal.name,
    ...(description === '' ? {} : { description }),
    ...(runbook === undefined ? {} : { runbook }),
    ...(console === undefined ? {} : { console }),
  };
};

/** Pages are about this alarm from now on. A declaration leaves what stands there. */
export const tellOfAlarm = (draft: Draft, arrival: Arrival): void => {
  const alarm = alarmFactsOf(arrival, draft.context.configuration);
  if (alarm !== undefined) change(draft, { alarm });
};

/** A line break in a description would forge further lines of a mail. */
const inOneLine = (text: string): string => {
  const line = cleanLine(text).replace(/\s+/gu, ' ');
  const characters = Array.from(line);
  if (characters.length <= MAX_ALARM_DESCRIPTION) return line;
  return `${characters.slice(0, MAX_ALARM_DESCRIPTION - 1).join('')}…`;
};

/** What is said of the alarm itself comes before what is said of its service. docs/configuration.md, services. */
const runbookOf = (signal: Signal, service: string, { tags, services }: Configuration): string | undefined =>
  linksIn(own(signal.tags, tags.runbook) ?? '')[0] ??
  runbookIn(signal.description ?? '') ??
  services.find(({ name }) => name === service)?.runbook;

/** The address that follows the word or holds it, else the first one. */
const runbookIn = (description: string): string | undefined => {
  const at = Math.max(0, description.toLowerCase().indexOf('runbook'));
  const links = linksIn(description);
  const after = linksIn(description.slice(at))[0];
  return links.find((link) => link.toLowerCase().includes('runbook')) ?? after ?? links[0];
};

/** The parts of an alarm's ARN: partition, region, and its name, which may hold any sign. */
const alarmArn = /^arn:(aws[a-z-]*):cloudwatch:([a-z0-9-]+):\d+:alarm:(.+)$/s;

/** The console's own domain in each partition: AWS, "Working with the AWS Management Console", and the China guide. */
const domains: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** A name of 255 characters of another script is nine times as long in an address. Longer ones are left out. */
const MAX_CONSOLE = 1_000;

/** The address that CloudWatch's own mails name ("View this alarm in the AWS Management Console"). */
const consoleOf = (signal: Signal): string | undefined => {
  const arn = parentOf({ signalId: signal.id, kind: signal.kind }) ?? signal.id;
  const [, partition = '', region = '', name = ''] = alarmArn.exec(arn) ?? [];
  const domain = own(domains, partition);
  if (domain === undefined) return undefined;
  const host = partition === 'aws-us-gov' ? domain : `${region}.${domain}`;
  const link = `https://${host}/cloudwatch/deeplink.js?region=${region}#alarmsV2:alarm/${encodeURIComponent(name.toWellFormed())}`;
  return link.length <= MAX_CONSOLE ? link : undefined;
};
