import { setTimeout as pause } from 'node:timers/promises';
import { type CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { PrincipalCall, PrincipalSubject } from '../../domain/triage/facts/security.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** What was usual, and where it was called from. */
const BEFORE_ONSET_MS = 24 * 60 * 60_000;
/** 50 calls a page (LookupEvents), the newest first. */
const PAGES = 2;
/** Two look-ups a second of an account and region. CloudTrail API reference, "LookupEvents". */
const APART_MS = 500;

/**
 * What each principal did since a day before onset: one look-up after the other. What was read stays where a further page
 * is refused or throttled.
 * @param apartMs between look-ups
 */
export const createPrincipalActivityLooker =
  (client: CloudTrailClient, apartMs: number = APART_MS): Looker<'principal-activity'> =>
  async ({ subjects, onsetMs, nowMs, signal }) => {
    const seen: Seen<'principal-activity'>[] = [];
    for (const subject of subjects) {
      if (seen.length > 0) await pause(apartMs, undefined, { signal });
      const range = { StartTime: new Date(onsetMs - BEFORE_ONSET_MS), EndTime: new Date(nowMs) };
      const resource = subject.role ?? (subject.by === 'AccessKeyId' ? 'access key' : subject.name);
      try {
        const read = await readCalls(client, subject, range, apartMs, signal);
        seen.push({ resource, facts: { ...subject, ...read } });
      } catch (error) {
        seen.push({ resource, error });
      }
    }
    return seen;
  };

const readCalls = async (
  client: CloudTrailClient,
  { name, by }: PrincipalSubject,
  range: { readonly StartTime: Date; readonly EndTime: Date },
  apartMs: number,
  abortSignal: AbortSignal,
) => {
  const LookupAttributes = [{ AttributeKey: by, AttributeValue: name }];
  const calls: PrincipalCall[] = [];
  let next: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    try {
      if (page > 0) await pause(apartMs, undefined, { signal: abortSignal });
      const command = new LookupEventsCommand({
        LookupAttributes,
        ...range,
        MaxResults: 50,
        NextToken: next,
      });
      const answer = await client.send(command, { abortSignal });
      calls.push(...(answer.Events ?? []).map(callOf));
      next = answer.NextToken;
    } catch (error) {
      if (page === 0) throw error;
      break;
    }
    if (next === undefined) break;
  }
  return { calls: calls.sort((a, b) => b.atMs - a.atMs), hasMore: next !== undefined };
};

/** `CloudTrailEvent` is the whole record as text; any part of it may be absent. */
const callOf = ({
  EventTime,
  EventName,
  Username,
  ReadOnly,
  AccessKeyId,
  CloudTrailEvent,
}: Event): PrincipalCall => {
  const record = recordOf(CloudTrailEvent);
  const from = textOf(record['sourceIPAddress']);
  const error = textOf(record['errorCode']);
  return {
    atMs: EventTime?.getTime() ?? 0,
    name: EventName ?? 'unknown',
    user: Username ?? 'unknown',
    changes: ReadOnly !== 'true',
    ...(from === undefined ? {} : { from }),
    ...(error === undefined ? {} : { error }),
    ...(AccessKeyId === undefined ? {} : { accessKey: AccessKeyId }),
  };
};

const recordOf = (text: string | undefined): Readonly<Record<string, unknown>> => {
  try {
    const record: unknown = JSON.parse(text ?? '');
    return typeof record === 'object' && record !== null ? { ...record } : {};
  } catch {
    // The call stands in the event's own fields; only where it came from is not known then.
    return {};
  }
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
