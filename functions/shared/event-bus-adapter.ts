import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { stringify } from "lossless-json";
import type { Clock } from "./clock";
import { CONNECTION } from "./connection";
import type { EventBus, Unsent } from "./event-bus";
import { EVENT_SOURCE, type PlatformEvent } from "./events";

/** EventBridge as this function's environment reaches it. */
export function connectEventBus(busName: string, clock: Clock): EventBus {
  return eventBridgeBus(new EventBridgeClient(CONNECTION), busName, clock);
}

/** What one PutEvents takes. */
const BATCH = 10;
const TRIES = 3;
const PAUSE_MS = 100;

/**
 * A bus of EventBridge: source `ecosystemaws.payments`, detail type the event's type, detail the event. Entries that it
 * refuses are put again, twice, after a pause. Action: `events:PutEvents`.
 */
export function eventBridgeBus(client: EventBridgeClient, busName: string, clock: Clock): EventBus {
  const put = async (events: readonly PlatformEvent[]): Promise<Unsent[]> => {
    try {
      const command = new PutEventsCommand({ Entries: events.map((event) => entryOf(event, busName)) });
      const { Entries = [] } = await client.send(command);
      return events.flatMap(({ id }, place) => {
        const { EventId, ErrorCode = "not_answered" } = Entries[place] ?? {};
        return EventId === undefined ? [{ id, code: ErrorCode }] : [];
      });
    } catch (error) {
      const code = error instanceof Error ? error.name : "unknown";
      return events.map(({ id }) => ({ id, code }));
    }
  };
  const putAll = async (events: readonly PlatformEvent[]): Promise<readonly Unsent[]> => {
    let left = events;
    for (let tries = 1; ; tries++) {
      const unsent = await put(left);
      if (unsent.length === 0 || tries === TRIES) return unsent;
      left = left.filter((event) => unsent.some(({ id }) => id === event.id));
      await clock.sleep(PAUSE_MS * tries);
    }
  };
  return {
    async put(events) {
      const unsent: Unsent[] = [];
      for (let from = 0; from < events.length; from += BATCH) {
        unsent.push(...(await putAll(events.slice(from, from + BATCH))));
      }
      return unsent;
    },
  };
}

function entryOf(event: PlatformEvent, busName: string): PutEventsRequestEntry {
  return {
    EventBusName: busName,
    Source: EVENT_SOURCE,
    DetailType: event.type,
    Time: new Date(event.at),
    Detail: stringify(event),
  };
}
