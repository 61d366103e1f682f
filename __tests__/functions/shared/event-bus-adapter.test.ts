import type { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { type EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { LosslessNumber } from "lossless-json";
import { connectEventBus, eventBridgeBus } from "../../../functions/shared/event-bus-adapter";
import type { PlatformEvent } from "../../../functions/shared/events";
import { ManualClock } from "../vault/support/seeded";

const event = (id: string): PlatformEvent => ({
  id,
  type: "payment.completed",
  version: 1,
  at: "2026-11-15T12:00:00.000Z",
  region: "us-west-2",
  epoch: 1,
  data: { payment: { amount: new LosslessNumber("100.00") } },
});
const events = (count: number) => Array.from({ length: count }, (_, place) => event(`evt_${place}`));

type Answers = (entries: readonly { readonly Detail?: string }[], call: number) => object;

function bus(answers: Answers) {
  const commands: PutEventsCommand[] = [];
  const clock = new ManualClock();
  const send = async (command: PutEventsCommand) => {
    commands.push(command);
    return answers(command.input.Entries ?? [], commands.length);
  };
  return { commands, clock, bus: eventBridgeBus({ send } as unknown as EventBridgeClient, "payments-test", clock) };
}

const taken: Answers = (entries) => ({ Entries: entries.map(() => ({ EventId: "1" })) });

describe("the event bus", () => {
  it("carries an event with its source, type and time, amounts with all their decimals", async () => {
    const made = bus(taken);
    expect(await made.bus.put(events(1))).toEqual([]);
    expect(made.commands[0]?.input.Entries).toEqual([
      {
        EventBusName: "payments-test",
        Source: "ecosystemaws.payments",
        DetailType: "payment.completed",
        Time: new Date("2026-11-15T12:00:00.000Z"),
        Detail: expect.stringContaining('"data":{"payment":{"amount":100.00}}'),
      },
    ]);
  });

  it("takes ten events at once, and nothing where there are none", async () => {
    const made = bus(taken);
    await made.bus.put(events(25));
    expect(made.commands.map(({ input }) => input.Entries?.length)).toEqual([10, 10, 5]);
    await made.bus.put([]);
    expect(made.commands).toHaveLength(3);
  });

  it("is given again what it refused, and nothing else", async () => {
    const made = bus((entries, call) => ({
      Entries: entries.map((_, place) =>
        call === 1 && place === 1 ? { ErrorCode: "ThrottlingException" } : { EventId: "1" },
      ),
    }));
    expect(await made.bus.put(events(3))).toEqual([]);
    expect(made.commands.map(({ input }) => input.Entries?.length)).toEqual([3, 1]);
    expect(made.clock.sleeps).toEqual([100]);
  });

  it("is asked three times; what it never took is told with its code", async () => {
    const made = bus((entries) => ({ Entries: entries.map(() => ({ ErrorCode: "InternalFailure" })) }));
    expect(await made.bus.put(events(1))).toEqual([{ id: "evt_0", code: "InternalFailure" }]);
    expect(made.commands).toHaveLength(3);
  });

  it("that does not answer has taken nothing, as far as is known", async () => {
    const failing = bus(() => {
      throw Object.assign(new Error("reset"), { name: "TimeoutError" });
    });
    expect(await failing.bus.put(events(2))).toEqual([
      { id: "evt_0", code: "TimeoutError" },
      { id: "evt_1", code: "TimeoutError" },
    ]);
    const odd = bus(() => {
      throw "odd" as unknown as Error;
    });
    expect(await odd.bus.put(events(1))).toEqual([{ id: "evt_0", code: "unknown" }]);
    expect(await bus(() => ({})).bus.put(events(1))).toEqual([{ id: "evt_0", code: "not_answered" }]);
  });

  it("is connected without a call", () => {
    expect(connectEventBus("payments-test", new ManualClock())).toHaveProperty("put");
  });
});
