import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { LINES } from '../../domain/triage/checks/log-errors.ts';
import type { LogFacts } from '../../domain/triage/facts/log-lines.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** What most loggers write of what went wrong. CloudWatch Logs User Guide, "Filter pattern syntax": any of the terms. */
const PATTERN = '?ERROR ?Error ?error ?FATAL ?Exception ?Traceback ?panic';
const BEFORE_ONSET_MS = 5 * 60_000;
const AFTER_ONSET_MS = 10 * 60_000;
/** A page may be empty while there is more: so many are asked for. */
const MOST_PAGES = 3;

/**
 * Lines around onset that look like errors.
 * @param clean takes secrets and personal data out of a line (I10)
 */
export const createLogErrorsLooker =
  (client: CloudWatchLogsClient, clean: (text: string) => string): Looker<'log-errors'> =>
  ({ subjects, onsetMs, nowMs, signal }) =>
    Promise.all(
      subjects.map(async (name): Promise<Seen<'log-errors'>> => {
        const range = {
          startTime: onsetMs - BEFORE_ONSET_MS,
          endTime: Math.min(nowMs, onsetMs + AFTER_ONSET_MS),
        };
        try {
          const { lines, hasMore } = await read(client, name, range, signal);
          return {
            resource: name,
            facts: { name, lines: lines.map(({ atMs, text }) => ({ atMs, text: clean(text) })), hasMore },
          };
        } catch (error) {
          return { resource: name, error };
        }
      }),
    );

const read = async (
  client: CloudWatchLogsClient,
  logGroupName: string,
  range: { readonly startTime: number; readonly endTime: number },
  abortSignal: AbortSignal,
): Promise<Pick<LogFacts, 'lines' | 'hasMore'>> => {
  const lines: { atMs: number; text: string }[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = { logGroupName, ...range, filterPattern: PATTERN, limit: LINES };
    const command = new FilterLogEventsCommand({
      ...asked,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    const answer = await client.send(command, { abortSignal });
    for (const { timestamp, message } of answer.events ?? [])
      lines.push({ atMs: timestamp ?? 0, text: message ?? '' });
    nextToken = answer.nextToken;
    if (nextToken === undefined || lines.length >= LINES) break;
  }
  return { lines: lines.slice(0, LINES), hasMore: nextToken !== undefined || lines.length > LINES };
};
