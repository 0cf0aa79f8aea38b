import type { JsonObject } from '../kernel/json.ts';

/** So many events are kept, in memory: enough to look at, never too much. */
const kept = 1000;

/** What the stack told other programs on its own bus, oldest first. */
export interface BusEvents {
  add(event: JsonObject): void;
  list(): readonly JsonObject[];
}

export const keepBusEvents = (): BusEvents => {
  const events: JsonObject[] = [];
  return {
    add: (event) => {
      events.push(event);
      if (events.length > kept) events.shift();
    },
    list: () => events,
  };
};
