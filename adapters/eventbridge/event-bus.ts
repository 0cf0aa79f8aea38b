import {
  EventBridgeClient,
  type EventBridgeClientConfig,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import type { DomainEvent } from '../../domain/incident/domain-event.ts';
import { toDomainEventEntry } from '../../events/contracts/domain-events.ts';
import type { EventBus } from '../../protocol/ports/bus.ts';

/** EventBridge (PutEvents): at most so many entries a call. */
const ENTRIES_A_CALL = 10;

/** Worst case of a call: two tries of 2 s and their back-off. After that the outbox tries again. */
const callLimits = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
} as const satisfies EventBridgeClientConfig;

/** The bus did not take every event. The text names bus and error codes, never an event; the cause is kept. */
class EventBusError extends Error {
  override readonly name = 'EventBusError';

  constructor(bus: string, codes: string, cause?: unknown) {
    super(`Events were not taken by the bus ${bus}: ${codes}`, { cause });
  }
}

/** Puts domain events onto the custom bus, in calls of ten. Throws EventBusError. Connects when first used, after the page. */
export const createEventBridgeEventBus = (
  busName: string,
  settings: EventBridgeClientConfig = {},
): EventBus => {
  let client: EventBridgeClient | undefined;
  return {
    emit: async (events) => {
      client ??= new EventBridgeClient({ ...callLimits, ...settings });
      for (let start = 0; start < events.length; start += ENTRIES_A_CALL) {
        await put(client, busName, events.slice(start, start + ENTRIES_A_CALL));
      }
    },
  };
};

const put = async (
  client: EventBridgeClient,
  busName: string,
  events: readonly DomainEvent[],
): Promise<void> => {
  const command = new PutEventsCommand({ Entries: events.map((event) => entryOf(busName, event)) });
  const answer = await client.send(command).catch((cause: unknown) => {
    throw new EventBusError(busName, cause instanceof Error ? cause.name : 'unknown error', cause);
  });
  const refused = (answer.Entries ?? []).filter(({ ErrorCode }) => ErrorCode !== undefined);
  if (refused.length === 0 && (answer.FailedEntryCount ?? 0) === 0) return;
  const codes = [...new Set(refused.map(({ ErrorCode }) => ErrorCode))].join(', ');
  throw new EventBusError(busName, codes === '' ? 'unknown error' : codes);
};

const entryOf = (busName: string, event: DomainEvent) => {
  const { source, detailType, time, detail } = toDomainEventEntry(event);
  return {
    EventBusName: busName,
    Source: source,
    DetailType: detailType,
    Time: time,
    Detail: JSON.stringify(detail),
  };
};
